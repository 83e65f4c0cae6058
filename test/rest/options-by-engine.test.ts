import { describe, expect, it } from 'vitest';
import { noCapabilities, type Capabilities } from '../../src/codex/engine/capabilities.ts';
import { directCapabilities } from '../../src/codex/engine/direct/request/capabilities.ts';
import type { ChatRequest } from '../../src/rest/openai/chat/chat-request.ts';
import { parseChatRequest } from '../../src/rest/openai/chat/parse-request.ts';
import { parseLegacyRequest } from '../../src/rest/openai/completions/parse-request.ts';
import { localCaller as caller } from '../support/callers.ts';
import { chatBody } from './client.ts';

function parse(more: object, capabilities: Capabilities, isStrict = false): ChatRequest {
  const context = { reasoning: 'none', isStrict, capabilities, caller } as const;
  return parseChatRequest(chatBody(more), context);
}

const { chatgpt, 'api-key': apiKey } = directCapabilities;

const grammarTool = {
  type: 'custom',
  custom: {
    name: 'sql',
    format: { type: 'grammar', grammar: { syntax: 'regex', definition: 'a+' } },
  },
};

describe('hints', () => {
  const hints = {
    temperature: 0.5,
    top_p: 0.5,
    presence_penalty: 1,
    frequency_penalty: 1,
    seed: 1,
    user: 'u',
    safety_identifier: 's',
    prompt_cache_key: 'k',
    prompt_cache_options: { ttl: '12h' },
    prompt_cache_retention: '24h',
    response_format: { type: 'json_schema', json_schema: { name: 'n', description: 'd' } },
    tools: [{ type: 'function', function: { name: 'f', strict: true } }],
  };
  const always = ['presence_penalty', 'frequency_penalty', 'seed'];
  const login = [
    'temperature',
    'top_p',
    'user',
    'safety_identifier',
    'prompt_cache_options',
    'prompt_cache_retention',
  ];
  const appServer = [
    'prompt_cache_key',
    'response_format.json_schema.description',
    'tools[].function.strict',
  ];

  it.each([
    ['the app-server', noCapabilities, [...always, ...login, ...appServer]],
    ['a ChatGPT login', chatgpt, [...always, ...login]],
    ['an API key', apiKey, always],
  ] as const)('are named where %s does not take them, and only there', (_, has, ignored) => {
    expect(new Set(parse(hints, has).ignored)).toEqual(new Set(ignored));
  });

  it('reach the core where the engine passes them on, and only there', () => {
    const labels = { user: 'u', safetyIdentifier: 's', metadata: { a: 'b' } };
    const sent = { ...hints, metadata: labels.metadata, prompt_cache_retention: 'in-memory' };
    expect(parse(sent, apiKey).completion).toMatchObject({
      sampling: { temperature: 0.5, topP: 0.5 },
      labels,
      caching: { key: 'k', retention: 'in_memory', options: { ttl: '12h' } },
    });
    expect(parse(sent, chatgpt).completion.caching).toEqual({ key: 'k' });
    for (const has of [noCapabilities, chatgpt]) {
      const { completion } = parse(sent, has);
      expect(completion).not.toHaveProperty('sampling');
      expect(completion).not.toHaveProperty('labels');
    }
    expect(parse(sent, noCapabilities).completion).not.toHaveProperty('caching');
  });

  it.each([
    ['the app-server', noCapabilities, ['metadata']],
    ['a ChatGPT login', chatgpt, ['metadata']],
    ['an API key', apiKey, []],
  ] as const)('of a stream are its metadata: with %s', (_, has, ignored) => {
    const metadata = { a: 'b' };
    expect(parse({ metadata, stream: true }, has).ignored).toEqual(ignored);
    expect(parse({ metadata, stream: true, store: true }, has).ignored).toEqual([]);
    expect(parse({ metadata }, has).ignored).toEqual([]);
  });

  it.each([
    ['the app-server', noCapabilities, ['temperature', 'top_p', 'seed', 'user']],
    ['a ChatGPT login', chatgpt, ['temperature', 'top_p', 'seed', 'user']],
    ['an API key', apiKey, ['seed']],
  ] as const)('of a legacy completion are named alike: with %s', (_, capabilities, ignored) => {
    const sent = { model: 'm', prompt: 'hi', temperature: 0, top_p: 0.5, seed: 1, user: 'u' };
    const parsed = parseLegacyRequest(sent, { isStrict: false, capabilities, caller });
    expect(parsed.ignored).toEqual(ignored);
  });

  it('are refused under --strict where they would be named', () => {
    expect(() => parse({ temperature: 0.5 }, chatgpt, true)).toThrow(
      "Unsupported parameter: 'temperature' is not supported with this model.",
    );
    expect(parse({ temperature: 0.5 }, apiKey, true).completion.sampling).toEqual({
      temperature: 0.5,
    });
  });
});

describe('a service tier', () => {
  it.each([
    ['auto', undefined, 'auto', 'default'],
    ['default', undefined, 'default', 'default'],
    ['flex', 'flex', 'flex', 'flex'],
    ['fast', 'priority', 'fast', 'priority'],
    ['scale', undefined, 'scale', 'scale'],
  ])(
    '%s is one of the catalog, or with an API key as the client said it',
    (tier, known, said, named) => {
      expect(parse({ service_tier: tier }, chatgpt).completion.serviceTier).toBe(known);
      const { completion, shape, ignored } = parse({ service_tier: tier }, apiKey);
      expect([completion.serviceTier, shape.serviceTier, ignored]).toEqual([said, named, []]);
    },
  );
});

describe('what changes the answer', () => {
  it.each([
    ['logprobs', { logprobs: true }, [noCapabilities, chatgpt], [apiKey]],
    ['top_logprobs', { logprobs: true, top_logprobs: 2 }, [noCapabilities, chatgpt], [apiKey]],
    ['web_search_options', { web_search_options: {} }, [noCapabilities], [chatgpt, apiKey]],
    ['a grammar', { tools: [grammarTool] }, [noCapabilities], [chatgpt, apiKey]],
    ['logit_bias', { logit_bias: { 50256: -100 } }, [noCapabilities, chatgpt, apiKey], []],
  ] as const)('is refused where the engine does not support %s', (_, more, refusing, taking) => {
    for (const has of refusing) expect(() => parse(more, has)).toThrow(/^Unsupported/);
    for (const has of taking) expect(parse(more, has).ignored).toEqual([]);
  });

  it('reaches the core as the client said it', () => {
    const more = {
      logprobs: true,
      top_logprobs: 3,
      tools: [grammarTool],
      web_search_options: {
        search_context_size: 'high',
        user_location: { type: 'approximate', approximate: { city: 'Oslo', country: 'NO' } },
      },
    };
    expect(parse(more, apiKey).completion).toMatchObject({
      topLogprobs: 3,
      tools: [{ type: 'custom', name: 'sql', grammar: { syntax: 'regex', definition: 'a+' } }],
      webSearch: { contextSize: 'high', location: { city: 'Oslo', country: 'NO' } },
    });
  });

  it('is checked: top_logprobs needs logprobs', () => {
    expect(() => parse({ top_logprobs: 2 }, apiKey)).toThrow(
      "Invalid value for 'top_logprobs': 'top_logprobs' is only allowed when 'logprobs' is true.",
    );
    expect(parse({ top_logprobs: 0 }, apiKey).completion).not.toHaveProperty('topLogprobs');
    expect(parse({ logprobs: true }, apiKey).completion).toHaveProperty('topLogprobs', 0);
    expect(parse({ logprobs: false }, apiKey).completion).not.toHaveProperty('topLogprobs');
  });
});
