import { describe, expect, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { ChatRequest } from '../../src/rest/openai/chat/chat-request.ts';
import { parseChatRequest } from '../../src/rest/openai/chat/parse-request.ts';
import type { Caller } from '../../src/codex/completion/caller.ts';
import { keyCaller } from '../support/callers.ts';
import { chatBody, pngUrl } from './client.ts';

const caller: Caller = keyCaller('alice', { userAgent: 'test/1' });
const context = {
  reasoning: 'reasoning_content',
  isStrict: false,
  capabilities: noCapabilities,
  caller,
} as const;

function parse(more: object): ChatRequest {
  return parseChatRequest(chatBody(more), context);
}

const functionTool = (name: string, more: object = {}): object => ({
  type: 'function',
  function: { name, ...more },
});
const customTool = (name: string, more: object = {}): object => ({
  type: 'custom',
  custom: { name, ...more },
});

describe('what the session core is asked', () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    anyOf: [{ $ref: '#/$defs/a' }],
    $defs: { a: { type: 'object' } },
    additionalProperties: false,
  };
  const tools = [functionTool('f'), functionTool('g')];

  it.each<[object, Partial<CompletionRequest>]>([
    [
      { tools: [functionTool('f', { description: 'd', parameters: schema, strict: false })] },
      {
        tools: [
          { type: 'function', name: 'f', description: 'd', parameters: schema, isStrict: false },
        ],
      },
    ],
    [
      { tools: [functionTool('f'), customTool('c', { format: { type: 'text' } })] },
      {
        tools: [
          {
            type: 'function',
            name: 'f',
            description: '',
            parameters: { type: 'object', properties: {} },
          },
          { type: 'custom', name: 'c', description: '' },
        ],
      },
    ],
    [{ tools, tool_choice: 'auto' }, { toolChoice: 'auto' }],
    [{ tools, parallel_tool_calls: true }, { allowsParallelToolCalls: true }],
    [{ tools, tool_choice: 'none' }, { toolChoice: 'none' }],
    [{ tools, tool_choice: 'required' }, { toolChoice: 'required' }],
    [
      { tools, tool_choice: { type: 'function', function: { name: 'g' } } },
      { toolChoice: { name: 'g' } },
    ],
    [
      { tools: [customTool('c')], tool_choice: { type: 'custom', custom: { name: 'c' } } },
      { toolChoice: { name: 'c' } },
    ],
    [
      {
        tools,
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'required', tools: [functionTool('g')] },
        },
      },
      {
        toolChoice: { mode: 'required', allowed: ['g'] },
        tools: [expect.objectContaining({ name: 'f' }), expect.objectContaining({ name: 'g' })],
      },
    ],
    [{ tools, parallel_tool_calls: false }, { allowsParallelToolCalls: false }],
    [
      { functions: [{ name: 'f', parameters: schema }], function_call: { name: 'f' } },
      {
        tools: [{ type: 'function', name: 'f', description: '', parameters: schema }],
        toolChoice: { name: 'f' },
        allowsParallelToolCalls: false,
      },
    ],
    [
      {
        response_format: { type: 'json_schema', json_schema: { name: 'n', schema, strict: true } },
      },
      { format: { type: 'json_schema', name: 'n', schema, isStrict: true } },
    ],
    [
      { response_format: { type: 'json_schema', json_schema: { name: 'n' } } },
      { format: { type: 'json_schema', name: 'n', schema: {}, isStrict: false } },
    ],
    [{ response_format: { type: 'json_object' } }, { format: { type: 'json_object' } }],
    [{ stop: 'END' }, { stop: ['END'] }],
    [{ stop: ['a', 'b'] }, { stop: ['a', 'b'] }],
    [{ max_tokens: 7 }, { maxOutputTokens: 7 }],
    [{ max_tokens: 7, max_completion_tokens: 8 }, { maxOutputTokens: 8 }],
    [{ verbosity: 'low' }, { verbosity: 'low' }],
    [{ service_tier: 'flex' }, { serviceTier: 'flex' }],
    [{ service_tier: 'fast' }, { serviceTier: 'priority' }],
    [{ reasoning_effort: 'none' }, { effort: 'none' }],
    [{}, { surface: 'CHAT_COMPLETIONS', caller }],
  ])('%j becomes %j', (more, expected) => {
    expect(parse(more).completion).toMatchObject(expected);
  });

  it('has no member for what was not asked', () => {
    const more = { tools: [], stop: [], service_tier: 'auto', verbosity: null, max_tokens: null };

    expect(parse(more).completion).toEqual({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
      surface: 'CHAT_COMPLETIONS',
      caller,
    });
  });

  it('passes a schema on unchanged', () => {
    const { completion } = parseChatRequest(
      chatBody({ tools: [functionTool('f', { parameters: schema })] }),
      context,
    );

    expect(completion.tools?.[0]).toHaveProperty('parameters', schema);
    expect(Reflect.get(completion.tools?.[0] ?? {}, 'parameters')).toBe(schema);
  });
});

describe('a conversation with tools', () => {
  const user = { role: 'user', content: 'go' };
  const call = (id: string): object => ({
    id,
    type: 'function',
    function: { name: 'f', arguments: '{"a":1}' },
  });

  it('keeps calls and results in their places', () => {
    const messages = [
      user,
      {
        role: 'assistant',
        content: 'Looking.',
        tool_calls: [
          call('call_1'),
          { id: 'call_2', type: 'custom', custom: { name: 'c', input: 'free' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_2', content: 'two' },
      {
        role: 'tool',
        tool_call_id: 'call_1',
        content: [
          { type: 'text', text: 'one' },
          { type: 'image_url', image_url: { url: pngUrl } },
        ],
      },
    ];

    expect(parse({ messages }).completion.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: [{ type: 'text', text: 'Looking.' }],
        toolCalls: [
          { type: 'function', id: 'call_1', name: 'f', input: '{"a":1}' },
          { type: 'custom', id: 'call_2', name: 'c', input: 'free' },
        ],
      },
      { role: 'tool', toolCallId: 'call_2', content: [{ type: 'text', text: 'two' }] },
      {
        role: 'tool',
        toolCallId: 'call_1',
        content: [
          { type: 'text', text: 'one' },
          { type: 'image', dataUrl: pngUrl },
        ],
      },
    ]);
  });

  it.each([{ content: null }, { content: '' }, {}, { content: [{ type: 'text', text: '' }] }])(
    'reads %j beside calls as no text',
    (content) => {
      const messages = [
        user,
        { role: 'assistant', ...content, tool_calls: [call('call_1')] },
        { role: 'tool', tool_call_id: 'call_1', content: '' },
      ];

      expect(parse({ messages }).completion.messages[1]?.content).toEqual([]);
    },
  );

  it('gives deprecated calls ids that stay the same', () => {
    const messages = [
      user,
      { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
      { role: 'function', name: 'f', content: 'done' },
    ];

    expect(parse({ messages }).completion.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: [],
        toolCalls: [{ type: 'function', id: 'call_function_1', name: 'f', input: '{}' }],
      },
      {
        role: 'tool',
        toolCallId: 'call_function_1',
        content: [{ type: 'text', text: 'done' }],
      },
    ]);
  });
});

describe('a history of a megabyte', () => {
  const messages = Array.from({ length: 2000 }, (_, index) =>
    index % 2 === 0
      ? { role: 'user', content: 'x'.repeat(500) }
      : { role: 'assistant', content: [{ type: 'text', text: 'y'.repeat(500) }] },
  );

  it('is read in well under 20 ms', () => {
    const body = chatBody({ messages });
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now();
      parseChatRequest(body, context);
      return performance.now() - start;
    });

    expect(Math.min(...times)).toBeLessThan(20);
  });
});
