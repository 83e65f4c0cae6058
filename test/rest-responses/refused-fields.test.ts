import { describe, expect, it } from 'vitest';
import { parsed, refusalOf } from './parsed.ts';

const lookup = { type: 'function', name: 'lookup' };

describe('refused is', () => {
  it.each<[string, string, object]>([
    ['unsupported_parameter', 'prompt', { prompt: { id: 'pmpt_1' } }],
    ['unsupported_parameter', 'moderation', { moderation: { model: 'x' } }],
    ['unsupported_parameter', 'top_logprobs', { top_logprobs: 2 }],
    ['unsupported_value', 'reasoning.mode', { reasoning: { mode: 'pro' } }],
    ['invalid_value', 'max_output_tokens', { max_output_tokens: 15 }],
    [
      'invalid_value',
      'metadata',
      { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, 'v'])) },
    ],
    ['invalid_value', 'metadata.a', { metadata: { a: 'x'.repeat(513) } }],
    ['invalid_value', 'safety_identifier', { safety_identifier: 'x'.repeat(129) }],
    ['unsupported_value', 'tools[1].type', { tools: [lookup, { type: 'file_search' }] }],
    ['unsupported_value', 'tools[0].type', { tools: [{ type: 'image_generation' }] }],
    ['unsupported_value', 'tools[0].type', { tools: [{ type: 'mcp', server_label: 'x' }] }],
    ['unsupported_value', 'tool_choice.type', { tool_choice: { type: 'code_interpreter' } }],
    ['invalid_value', 'tools[0].type', { tools: [{ type: 'weird' }] }],
    [
      'missing_required_parameter',
      'tools[0].name',
      { tools: [{ type: 'function', function: { name: 'x' } }] },
    ],
    ['invalid_value', 'tools[1].name', { tools: [lookup, { type: 'custom', name: 'lookup' }] }],
    [
      'invalid_function_parameters',
      'tools[0].parameters',
      { tools: [{ ...lookup, parameters: { items: [] } }] },
    ],
    [
      'missing_required_parameter',
      'text.format.schema',
      { text: { format: { type: 'json_schema', name: 'x' } } },
    ],
    [
      'missing_required_parameter',
      'text.format.name',
      { text: { format: { type: 'json_schema', schema: {} } } },
    ],
    ['invalid_value', 'background', { background: true, store: false }],
    ['missing_required_parameter', 'model', { model: undefined }],
    ['missing_required_parameter', 'input', { input: undefined }],
    ['missing_required_parameter', 'input', { input: [] }],
    ['invalid_type', 'input', { input: { role: 'user', content: 'x' } }],
    ['invalid_type', 'input[0]', { input: ['hi'] }],
    ['missing_required_parameter', 'input[0].type', { input: [{ content: 'x' }] }],
    ['invalid_value', 'input[0].type', { input: [{ type: 'weird' }] }],
    ['invalid_value', 'input[0].role', { input: [{ role: 'tool', content: 'x' }] }],
    ['missing_required_parameter', 'input[0].content', { input: [{ role: 'user' }] }],
    ['invalid_type', 'input[0].content', { input: [{ role: 'user', content: 5 }] }],
    [
      'invalid_value',
      'input[0].content[0].type',
      { input: [{ role: 'user', content: [{ type: 'image_url' }] }] },
    ],
    [
      'unsupported_value',
      'input[0].content[0].type',
      { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'f' }] }] },
    ],
    [
      'unsupported_value',
      'input[0].content[0].file_id',
      { input: [{ role: 'user', content: [{ type: 'input_image', file_id: 'f' }] }] },
    ],
    [
      'missing_required_parameter',
      'input[0].content[0].image_url',
      { input: [{ role: 'user', content: [{ type: 'input_image' }] }] },
    ],
    [
      'invalid_type',
      'input[0].content[0].image_url',
      { input: [{ role: 'user', content: [{ type: 'input_image', image_url: { url: 'x' } }] }] },
    ],
    [
      'invalid_value',
      'input[0].content[0].image_url',
      { input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'file:///x' }] }] },
    ],
    [
      'invalid_value',
      'input[0].content[0].type',
      {
        input: [
          {
            role: 'assistant',
            content: [{ type: 'input_image', image_url: 'https://example.com/a.png' }],
          },
        ],
      },
    ],
    [
      'invalid_type',
      'input[1].output',
      {
        input: [
          { type: 'function_call', call_id: 'c', name: 'x', arguments: '{}' },
          { type: 'function_call_output', call_id: 'c', output: { a: 1 } },
        ],
      },
    ],
    [
      'invalid_type',
      'input[0].arguments',
      { input: [{ type: 'function_call', call_id: 'c', name: 'x', arguments: {} }] },
    ],
    ['invalid_type', 'conversation', { conversation: 5 }],
    ['missing_required_parameter', 'conversation.id', { conversation: {} }],
  ])('%s at %s: %j', (code, param, members) => {
    expect(refusalOf(() => parsed(members))).toMatchObject({ code, param });
  });

  it('a conversation beside a response to continue, in words of its own', () => {
    expect(
      refusalOf(() => parsed({ previous_response_id: 'resp_1', conversation: { id: 'conv_1' } })),
    ).toEqual({
      code: 'mutually_exclusive_parameters',
      param: null,
      message:
        "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'previous_response_id' or 'conversation'.",
    });
  });

  it('what Chat Completions calls otherwise, with a pointer to the right field', () => {
    const messages = [{ role: 'user', content: 'hi' }];
    expect(refusalOf(() => parsed({ input: undefined, messages }))).toEqual({
      code: 'unsupported_parameter',
      param: null,
      message:
        "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter.",
    });
    expect(refusalOf(() => parsed({ response_format: { type: 'json_object' } }))).toMatchObject({
      message:
        "Unsupported parameter: 'response_format'. In the Responses API, this parameter has moved to 'text.format'. Try again with the new parameter.",
    });
    expect(parsed({ messages }).ignored).toEqual(['messages']);
  });

  it('with --strict what would be ignored, but not what an answer had', () => {
    const strict = { isStrict: true };
    expect(refusalOf(() => parsed({ temperature: 0.5 }, strict))).toMatchObject({
      code: 'unsupported_parameter',
      param: 'temperature',
    });
    expect(
      refusalOf(() => parsed({ tools: [lookup, { type: 'web_search' }] }, strict)),
    ).toMatchObject({
      param: 'tools[1].type',
    });
    expect(refusalOf(() => parsed({ future_field: 1 }, strict))).toMatchObject({
      code: 'unknown_parameter',
    });
    const replayed = [
      {
        type: 'message',
        role: 'assistant',
        id: 'msg_1',
        status: 'completed',
        content: [
          {
            type: 'output_text',
            text: 'x',
            annotations: [{ type: 'url_citation' }],
            logprobs: [{}],
          },
        ],
      },
      { type: 'mcp_call', id: 'mcp_1' },
      {
        type: 'web_search_call',
        id: 'ws_1',
        status: 'completed',
        action: { type: 'search' },
        more: 1,
      },
      { role: 'user', content: 'hi' },
    ];
    expect(refusalOf(() => parsed({ input: replayed }, strict))).toBeNull();
  });
});
