import { describe, expect, it } from 'vitest';
import { messageChain } from '../../src/codex/completion/message-chain.ts';
import type { Message } from '../../src/codex/completion/request.ts';
import type { ToolCall } from '../../src/codex/completion/tools.ts';

const call = (id: string, more: Partial<ToolCall> = {}): ToolCall => ({
  type: 'function',
  id,
  name: 'f',
  input: '{"a":1,"b":2}',
  ...more,
});
const answer = (text: string, ...toolCalls: readonly ToolCall[]): Message => ({
  role: 'assistant',
  content: text === '' ? [] : [{ type: 'text', text }],
  toolCalls,
});
const search = (more: object): Message => ({
  role: 'item',
  content: [],
  item: { type: 'web_search_call', action: { type: 'search', query: 'tea' }, ...more },
});
const reasoning: Message = { role: 'reasoning', content: [], encryptedContent: 'sealed' };

const digest = (...messages: readonly Message[]): string | undefined =>
  messageChain([], messages).at(-1);

describe('the digest of a conversation', () => {
  it.each<[string, readonly Message[], readonly Message[]]>([
    [
      'calls in several messages',
      [answer('So:', call('a'), call('b'))],
      [answer('So:', call('a')), answer('', call('b'))],
    ],
    [
      'calls without their text’s message',
      [answer('So:', call('a'))],
      [answer('So:'), answer('', call('a'))],
    ],
    [
      'adjacent calls in another order',
      [answer('', call('a')), answer('', call('b'))],
      [answer('', call('b'), call('a'))],
    ],
    [
      'calls that write no arguments',
      [answer('', call('a', { input: '' }))],
      [answer('', call('a', { input: '{}' }))],
    ],
    [
      'arguments that are written anew',
      [answer('', call('a'))],
      [answer('', call('a', { input: '{ "b": 2, "a": 1 }' }))],
    ],
    ['reasoning', [answer('Hi.')], [reasoning, answer('Hi.'), reasoning]],
    [
      'ids, phases and statuses',
      [answer('Hi.'), search({ id: 'ws_1', status: 'completed' })],
      [
        {
          role: 'assistant',
          id: 'msg_1',
          phase: 'final_answer',
          content: [{ type: 'text', text: 'Hi.' }],
        },
        search({ sources: null }),
      ],
    ],
  ])('passes over %s', (_, one, other) => {
    expect(digest(...one)).toBe(digest(...other));
  });

  it.each<[string, readonly Message[], readonly Message[]]>([
    [
      'the namespace of a call',
      [answer('', call('a'))],
      [answer('', call('a', { namespace: 'crm' }))],
    ],
    ['two messages and one', [answer('One.'), answer('Two.')], [answer('One.Two.')]],
    ['a text after a call', [answer('Hi.', call('a'))], [answer('', call('a')), answer('Hi.')]],
    [
      'calls of two answers',
      [answer('', call('a'), call('b'))],
      [answer('', call('a')), answer('.'), answer('', call('b'))],
    ],
    ['what a search was for', [search({})], [search({ action: { type: 'search', query: 'rum' } })]],
    ['a call twice', [answer('', call('a'))], [answer('', call('a'), call('a'))]],
  ])('tells apart %s', (_, one, other) => {
    expect(digest(...one)).not.toBe(digest(...other));
  });
});
