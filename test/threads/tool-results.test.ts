import { describe, expect, it } from 'vitest';
import { toolResults } from '../../src/codex/engine/conversation/tool-results.ts';
import type { Message } from '../../src/codex/completion/request.ts';

const said = (role: 'user' | 'assistant' | 'developer', text: string): Message => ({
  role,
  content: [{ type: 'text', text }],
});
const called = (...ids: readonly string[]): Message => ({
  role: 'assistant',
  content: [],
  toolCalls: ids.map((id) => ({ type: 'function', id, name: 'f', input: '{}' })),
});
const result = (toolCallId: string): Message => ({
  role: 'tool',
  toolCallId,
  content: [{ type: 'text', text: `of ${toolCallId}` }],
});
const reasoning: Message = { role: 'reasoning', content: [], encryptedContent: 'sealed' };
const question = said('user', 'Go.');

describe('the results at the end of a conversation', () => {
  it.each<[string, readonly Message[], readonly Message[]]>([
    ['of one message with calls', [called('a', 'b')], []],
    ['of a message for each call', [called('a'), called('b')], []],
    [
      'of calls with text and reasoning around them',
      [
        reasoning,
        said('assistant', 'So:'),
        called('a'),
        reasoning,
        called('b'),
        said('assistant', 'Wait.'),
      ],
      [],
    ],
    [
      'with what was said after them',
      [called('a', 'b')],
      [said('user', 'Beside'), said('developer', 'Mind.')],
    ],
  ])('are found: %s', (_, answer, added) => {
    const answered = [question, ...answer];
    expect(toolResults([...answered, result('b'), result('a'), ...added])).toEqual({
      answered,
      results: new Map([
        ['b', [{ type: 'text', text: 'of b' }]],
        ['a', [{ type: 'text', text: 'of a' }]],
      ]),
      added,
    });
  });

  it.each<[string, readonly Message[]]>([
    ['without calls', [question, said('assistant', 'Hi.'), question]],
    ['with a result too few', [question, called('a', 'b'), result('a')]],
    ['with a result too many', [question, called('a'), result('a'), result('b')]],
    ['with a result twice', [question, called('a', 'b'), result('a'), result('a')]],
    ['with something before them', [question, called('a'), question, result('a')]],
    [
      'with something between them',
      [question, called('a', 'b'), result('a'), question, result('b')],
    ],
    ['after another answer', [question, called('a'), result('a'), said('assistant', 'Hi.')]],
  ])('are none: %s', (_, messages) => {
    expect(toolResults(messages)).toBeNull();
  });
});
