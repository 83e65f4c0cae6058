import { array, assert, nat, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswer, type Answer, type AnswerEvent } from '../../../web/src/watch/answer.ts';

const message = (text: string) => ({
  __typename: 'MessageItem' as const,
  itemId: 'msg_1',
  phase: null,
  parts: text === '' ? [] : [{ __typename: 'TextPart' as const, text }],
});

/** The events of an answer of one message, in these pieces. */
function eventsOf(pieces: readonly string[]): AnswerEvent[] {
  const deltas = pieces.map((text, place) => ({
    __typename: 'ChatCompletionItemTextDelta' as const,
    sequence: place + 2,
    index: 0,
    text,
  }));
  return [
    { __typename: 'ChatCompletionStarted', sequence: 0 },
    { __typename: 'ChatCompletionItemAdded', sequence: 1, index: 0, item: message('') },
    ...deltas,
    {
      __typename: 'ChatCompletionItemDone',
      sequence: pieces.length + 2,
      index: 0,
      item: message(pieces.join('')),
    },
    { __typename: 'ChatCompletionDone', sequence: pieces.length + 3 },
  ];
}

function textOf(answer: Answer): string {
  return answer.state
    .get()
    .parts.map(({ text }) => text.get())
    .join('\n');
}

describe('an answer', () => {
  it('has each piece once, wherever its stream is cut and however far it is repeated', () => {
    assert(
      property(
        array(string({ minLength: 1 }), { minLength: 1, maxLength: 20 }),
        array(tuple(nat(30), nat(30)), { maxLength: 5 }),
        (pieces, cuts) => {
          const events = eventsOf(pieces);
          const answer = createAnswer();
          for (const [end, back] of cuts) {
            const from = Math.max(0, answer.sequence() + 1 - back);
            for (const event of events.slice(from, from + end)) answer.apply(event);
          }
          for (const event of events.slice(answer.sequence() + 1)) answer.apply(event);

          expect(textOf(answer)).toBe(pieces.join(''));
          expect(answer.state.get()).toMatchObject({ end: 'done', error: null });
        },
      ),
    );
  });

  it('grows without a change of its part, and tells its readers each piece', () => {
    const answer = createAnswer();
    const [started, added, first, second] = eventsOf(['Hel', 'lo']);
    for (const event of [started, added]) if (event) answer.apply(event);
    const [part] = answer.state.get().parts;
    const heard: string[] = [];
    part?.text.subscribe({
      appended: (piece) => heard.push(piece),
      replaced: (all) => heard.push(`all of ${all}`),
    });
    for (const event of [first, second]) if (event) answer.apply(event);

    expect(answer.state.get().parts[0]).toBe(part);
    expect(heard).toEqual(['Hel', 'lo']);
  });

  it('puts the paragraphs of a summary below each other', () => {
    const answer = createAnswer();
    const item = { __typename: 'ReasoningItem' as const, itemId: 'rs_1', summary: [] };
    answer.apply({ __typename: 'ChatCompletionItemAdded', sequence: 0, index: 0, item });
    for (const [sequence, summaryIndex, text] of [
      [1, 0, 'First'],
      [2, 0, ', again'],
      [3, 1, 'Second'],
    ] as const) {
      answer.apply({
        __typename: 'ChatCompletionItemSummaryDelta',
        sequence,
        index: 0,
        summaryIndex,
        text,
      });
    }

    expect(textOf(answer)).toBe('First, again\n\nSecond');
  });

  it('says that nothing is kept of it', () => {
    const answer = createAnswer();
    answer.apply({
      __typename: 'ChatCompletionUnavailable',
      sequence: -1,
      error: { code: 'COMPLETION_NOT_FOUND', message: 'There is none.' },
    });

    expect(answer.state.get()).toMatchObject({
      end: 'unavailable',
      error: { code: 'COMPLETION_NOT_FOUND' },
    });
  });
});
