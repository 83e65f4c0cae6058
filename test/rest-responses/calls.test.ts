import { describe, expect, it } from 'vitest';
import type { RawItem } from '../../src/conversations/raw-item.ts';
import { asked, refusalOf } from './parsed.ts';

const user = { role: 'user', content: 'hi' };

function call(id: string, more: object = {}): object {
  return { type: 'function_call', call_id: id, name: 'lookup', arguments: '{}', ...more };
}

function output(id: string, more: object = {}): object {
  return { type: 'function_call_output', call_id: id, output: 'x', ...more };
}

const customCall = { type: 'custom_tool_call', call_id: 'call_1', name: 'patch', input: 'x' };
const customOutput = { type: 'custom_tool_call_output', call_id: 'call_1', output: 'x' };

describe('calls and outputs that do not match are refused in the words of OpenAI:', () => {
  it.each<[string, object[], string]>([
    [
      'a call without its output',
      [user, call('call_1'), user],
      'No tool output found for function call call_1.',
    ],
    [
      'the first of several',
      [call('call_1'), call('call_2'), output('call_1')],
      'No tool output found for function call call_2.',
    ],
    [
      'a custom call without its output',
      [customCall, user],
      'No tool output found for custom tool call call_1.',
    ],
    [
      'an output without its call',
      [user, output('call_1')],
      'No tool call found for function call output with call_id call_1.',
    ],
    [
      'an output of a custom tool without its call',
      [user, customOutput],
      'No tool call found for custom tool call output with call_id call_1.',
    ],
    [
      'an output before its call',
      [output('call_1'), call('call_1')],
      'No tool call found for function call output with call_id call_1.',
    ],
    [
      'a second output',
      [call('call_1'), output('call_1'), output('call_1')],
      'Duplicate function call output found with call_id call_1.',
    ],
    [
      'two calls of one id',
      [call('call_1'), call('call_1'), output('call_1')],
      'Duplicate function call found with call_id call_1.',
    ],
    [
      'two items of one id',
      [
        { ...user, id: 'msg_1' },
        { ...user, id: 'msg_1' },
      ],
      'Duplicate item found with id msg_1. Remove duplicate items from your input and try again.',
    ],
  ])('%s', (_what, input, message) => {
    expect(refusalOf(() => asked({ input }))).toEqual({
      code: 'invalid_request',
      param: 'input',
      message,
    });
  });

  it('over the history and the input together', () => {
    const history: RawItem[] = [
      { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'lookup', arguments: '{}' },
    ];
    const ask = (input: object[]): unknown => asked({ input }, undefined, history);
    expect(refusalOf(() => ask([output('call_1')]))).toBeNull();
    expect(refusalOf(() => ask([user]))).toMatchObject({
      message: 'No tool output found for function call call_1.',
    });
    expect(refusalOf(() => ask([call('call_2', { id: 'fc_1' }), output('call_2')]))).toMatchObject({
      message: expect.stringMatching(/^Duplicate item found with id fc_1/),
    });
  });
});

describe('calls and outputs match', () => {
  it.each<[string, object[], string[]]>([
    [
      'in the order of the model, with something between',
      [call('a'), call('b'), user, output('b'), user, output('a'), user],
      ['assistant', 'user', 'tool', 'user', 'tool', 'user'],
    ],
    [
      'with ids that are used again in a later round',
      [call('a'), output('a'), user, call('a'), output('a')],
      ['assistant', 'tool', 'user', 'assistant', 'tool'],
    ],
    [
      'across the two kinds of tools',
      [customCall, output('call_1'), user],
      ['assistant', 'tool', 'user'],
    ],
    [
      'for the shell of older models, whose output is that of a function',
      [
        {
          type: 'local_shell_call',
          call_id: 'call_1',
          status: 'completed',
          action: { type: 'exec', command: ['ls'] },
        },
        output('call_1'),
        user,
      ],
      ['item', 'tool', 'user'],
    ],
    [
      'where the answer was cut within a call, which the model is not shown',
      [user, call('a', { status: 'incomplete' }), call('b', { status: 'in_progress' }), user],
      ['user', 'user'],
    ],
    [
      'where a cut call has an output all the same',
      [call('a', { status: 'incomplete' }), output('a')],
      ['assistant', 'tool'],
    ],
    [
      'with an output that no call asked for, which is said by the user',
      [output('a', { call_id: null, name: 'watch' }), user],
      ['user', 'user'],
    ],
  ])('%s', (_what, input, roles) => {
    expect(asked({ input }).messages.map(({ role }) => role)).toEqual(roles);
  });

  it('and belong to the text that they follow', () => {
    const said = { role: 'assistant', content: 'I look.', phase: 'commentary' };
    const { messages } = asked({
      input: [said, call('a'), call('b'), output('a'), output('b'), call('c'), output('c')],
    });
    expect(messages.map(({ role, content }) => [role, content.length])).toEqual([
      ['assistant', 1],
      ['tool', 1],
      ['tool', 1],
      ['assistant', 0],
      ['tool', 1],
    ]);
    expect(messages[0]).toMatchObject({ toolCalls: [{ id: 'a' }, { id: 'b' }] });
  });
});

describe('tools inside the conversation', () => {
  const inside = (name: string, description: string): RawItem => ({
    id: `at_${name}_${description}`,
    type: 'additional_tools',
    role: 'developer',
    tools: [
      {
        type: 'namespace',
        name: 'files',
        description: '',
        tools: [{ type: 'function', name, description }],
      },
    ],
  });

  it('count wherever they stand, and a later definition replaces an earlier one', () => {
    const { tools = [], messages } = asked(
      {
        tools: [{ type: 'function', name: 'read', description: 'of the request' }],
        input: [user, inside('read', 'new'), user],
        tool_choice: 'required',
      },
      undefined,
      [inside('read', 'old'), inside('write', 'old')],
    );
    expect(
      tools.map(({ name, namespace, description }) => [namespace?.name, name, description]),
    ).toEqual([
      ['files', 'write', 'old'],
      [undefined, 'read', 'of the request'],
      ['files', 'read', 'new'],
    ]);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'user']);
  });

  it('are checked like those of the request', () => {
    const twice = {
      ...inside('read', 'x'),
      tools: [
        { type: 'custom', name: 'a' },
        { type: 'function', name: 'a' },
      ],
    };
    expect(refusalOf(() => asked({ input: [twice, user] }))).toMatchObject({
      code: 'invalid_value',
      param: 'input[0].tools[1].name',
    });
    const bad = { ...inside('read', 'x'), tools: [{ type: 'mcp', server_label: 'x' }] };
    expect(refusalOf(() => asked({ input: [bad, user] }))).toMatchObject({
      code: 'unsupported_value',
      param: 'input[0].tools[0].type',
    });
  });
});

describe('ids', () => {
  it('that were made for items without one are not told to the service', () => {
    const { messages } = asked({
      input: [
        { type: 'reasoning', summary: [], encrypted_content: 'sealed' },
        { role: 'assistant', content: 'x' },
        { type: 'web_search_call', status: 'completed' },
        user,
      ],
    });
    expect(JSON.stringify(messages)).not.toMatch(/_given|"id"/);
  });
});
