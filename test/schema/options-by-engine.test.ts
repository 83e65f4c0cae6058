import { describe, expect, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import { directCapabilities } from '../../src/codex/engine/direct/request/capabilities.ts';
import type { ChatCompletionInput } from '../../src/schema/chat/input/chat-completion-input.ts';
import { assertSupported, ignoredOptions, toOptions } from '../../src/schema/chat/input/options.ts';
import { toToolSettings } from '../../src/schema/chat/input/tools.ts';

const { chatgpt, 'api-key': apiKey } = directCapabilities;

const hints: ChatCompletionInput = {
  messages: [],
  temperature: 0,
  topP: 0.5,
  promptCacheKey: 'k',
  safetyIdentifier: 's',
  tools: [{ function: { name: 'f', strict: true } }, { function: { name: 'g', strict: false } }],
  responseFormat: { jsonSchema: { name: 'n', description: 'd', schema: {} } },
};

describe('the options of an input', () => {
  it('reach the core', () => {
    expect(
      toOptions(
        { ...hints, webSearch: { contextSize: 'low', location: { country: 'NO' } } },
        apiKey,
      ),
    ).toEqual({
      sampling: { temperature: 0, topP: 0.5 },
      caching: { key: 'k' },
      labels: { safetyIdentifier: 's' },
      webSearch: { contextSize: 'low', location: { country: 'NO' } },
    });
    expect(toOptions({}, apiKey)).toEqual({});
    expect(toOptions(hints, chatgpt)).toEqual({ caching: { key: 'k' } });
    expect(toOptions(hints, noCapabilities)).toEqual({});
  });

  it.each([
    ['temperature', 2.1, 2],
    ['topP', -0.1, 1],
  ])('have a range: %s of %d', (name, value, max) => {
    expect(() => toOptions({ [name]: value }, noCapabilities)).toThrow(
      `${name} must be from 0 to ${max}; it is ${value}.`,
    );
  });

  it('are named where the engine does not pass on a hint', () => {
    expect(ignoredOptions(hints, noCapabilities)).toEqual([
      'temperature',
      'topP',
      'promptCacheKey',
      'safetyIdentifier',
      'tools[0].function.strict',
      'responseFormat.jsonSchema.description',
    ]);
    expect(ignoredOptions(hints, chatgpt)).toEqual(['temperature', 'topP', 'safetyIdentifier']);
    expect(ignoredOptions(hints, apiKey)).toEqual([]);
  });

  it.each<[string, Partial<ChatCompletionInput>]>([
    ['webSearch', { webSearch: {} }],
    [
      'tools[0].custom.grammar',
      { tools: [{ custom: { name: 'c', grammar: { syntax: 'regex', definition: 'a' } } }] },
    ],
  ])('are refused where the engine has no %s', (name, more) => {
    expect(() => assertSupported(more, noCapabilities)).toThrow(
      `${name} is not supported by the engine that answers.`,
    );
    expect(() => assertSupported(more, chatgpt)).not.toThrow();
  });
});

describe('a choice among allowed tools', () => {
  const tools = [{ function: { name: 'f' } }, { custom: { name: 'c' } }];
  const choose = (allowed: object): unknown =>
    toToolSettings({ tools, toolChoice: { allowed: { tools: ['c'], ...allowed } } }).toolChoice;

  it('reaches the core with its mode', () => {
    expect(choose({})).toEqual({ mode: 'auto', allowed: ['c'] });
    expect(choose({ mustCall: true })).toEqual({ mode: 'required', allowed: ['c'] });
  });

  it('names tools of the input only, and at least one', () => {
    expect(() => choose({ tools: ['c', 'x'] })).toThrow(
      "toolChoice.allowed.tools[1]: none of the tools is called 'x'.",
    );
    expect(() => choose({ tools: [] })).toThrow(
      'toolChoice.allowed.tools must hold at least one name.',
    );
  });
});
