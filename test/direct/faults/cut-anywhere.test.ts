import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../src/standin/index.ts';
import type { Heard, RecordedAnswer } from '../../engine-contract/recorded-answer.ts';
import { endOf, runOn } from '../../engine-contract/recorded-answer.ts';
import { postForEvents } from '../../standin/wire.ts';
import { ask, type TestCore } from '../../support/core.ts';
import { functionTool } from '../../support/tool-loop.ts';
import { asks } from '../../support/when-asked.ts';
import { startDirect, transports, whenReady } from './logins.ts';
import { shapes } from './shapes.ts';

const other = { kind: 'text', text: 'Something else.' } as const;

describe.each(transports)('a connection that breaks, over %s', (transport) => {
  let test: TestCore;
  beforeAll(async () => {
    test = await startDirect('custom', transport);
  });
  afterAll(async () => {
    await test.close();
  });

  const run = async (prompt: string): Promise<RecordedAnswer> => {
    const answer = runOn(test.engine, ask(prompt, { tools: [functionTool('get_weather')] }));
    await answer.ended;
    return answer;
  };

  /** Asks a question whose first answer is cut after so many events; then comes another one. */
  const cutAfter = async (
    events: number,
    items: (typeof shapes)[string],
    then: Behaviour,
  ): Promise<RecordedAnswer> => {
    for (let round = 0; ; round += 1) {
      await whenReady(test, 'custom', transport);
      const prompt = `hi ${round}`;
      let isCut = false;
      test.standIn.behave((request) => {
        if (!asks(request, prompt)) return undefined;
        if (isCut) return then;
        isCut = request.transport === transport;
        return isCut ? { kind: 'cut', after: { events }, items } : then;
      });
      const answer = await run(prompt);
      if (isCut) return answer;
    }
  };

  /** How many events the service has for an answer of this shape. */
  const eventsOf = async (items: (typeof shapes)[string]): Promise<number> => {
    test.standIn.behave(() => ({ kind: 'items', items }));
    return (await postForEvents(test.standIn, { input: 'hi' })).length;
  };

  it.each([
    ['text', 1, shapes['text'] ?? [], [{ kind: 'message', text: 'The kettle' }]],
    // In the second call.
    ['calls', 3, shapes['calls'] ?? [], shapes['calls']?.slice(0, 2) ?? []],
  ] as const)('before a shorter answer is an error: %s', async (_, left, items, shorter) => {
    const count = await eventsOf(items);
    const answer = await cutAfter(count - left, items, { kind: 'items', items: shorter });
    expect(endOf(answer)).toEqual({ type: 'failed', code: 'answer_diverged' });
  });

  describe.each(Object.entries(shapes))('in an answer of the form: %s', (name, items) => {
    it('after any event shows nothing of it to the client', async () => {
      const count = await eventsOf(items);
      test.standIn.behave(() => ({ kind: 'items', items }));
      const unbroken = await run(`${name}, unbroken`);
      const answers: RecordedAnswer[] = [];
      for (let events = 1; events < count; events += 1) {
        answers.push(await cutAfter(events, items, { kind: 'items', items }));
      }

      const whole = contentOf(unbroken);
      expect(answers.map((answer) => withoutLaterCalls(contentOf(answer), whole))).toEqual(
        answers.map(() => whole),
      );
    });

    it('before another answer ends in that answer or in an error, and mixes nothing', async () => {
      const count = await eventsOf(items);
      const answers: RecordedAnswer[] = [];
      for (let events = 1; events < count; events += 1) {
        answers.push(await cutAfter(events, items, other));
      }

      const calls = items.flatMap((item) => (item.kind === 'function_call' ? [item.input] : []));
      const said = items.map((item) => (item.kind === 'message' ? item.text : '')).join('');
      expect(answers.map((answer) => verdictOf(answer, said, calls))).toEqual(
        answers.map(() =>
          expect.stringMatching(/^(?:the other answer|the calls before it|an error)$/),
        ),
      );
    });
  });
});

/** What came of an answer whose second attempt differs from what the first one said. */
function verdictOf(answer: RecordedAnswer, said: string, inputs: readonly string[]): string {
  const { text, refusal, begun, calls } = contentOf(answer);
  const end = endOf(answer);
  if (end?.type === 'end' && end.outcome.finishReason === 'tool_calls') {
    const isWhole = calls.length === begun && calls.every(([, input], n) => input === inputs[n]);
    return isWhole && text === said ? 'the calls before it' : JSON.stringify(answer.heard);
  }
  if (end?.type === 'end') {
    const isOther = text === other.text && refusal === '' && begun === 0;
    return isOther ? 'the other answer' : `mixed: ${JSON.stringify(answer.heard)}`;
  }
  const isKnown =
    end?.type === 'failed' && ['answer_diverged', 'upstream_error'].includes(end.code);
  // That the calls are missing is known at the end alone, after the text of the other answer.
  const isOneText = said.startsWith(text) || (begun > 0 && other.text === text);
  return isKnown && isOneText ? 'an error' : JSON.stringify(answer.heard);
}

/**
 * The calls that a client was given whole are the answer where nothing more of it came: the client
 * may have run them. Such an answer is taken for the whole one.
 */
function withoutLaterCalls(answer: AnswerContent, whole: AnswerContent): AnswerContent {
  const count = answer.calls.length;
  const isStart =
    count > 0 &&
    answer.begun === count &&
    answer.text === whole.text &&
    answer.end === 'tool_calls' &&
    answer.calls.every(([, input], n) => input === whole.calls[n]?.[1]);
  return isStart ? whole : answer;
}

interface AnswerContent {
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  /** The input of all calls as it came in pieces. */
  readonly input: string;
  /** How many calls were begun. */
  readonly begun: number;
  readonly calls: readonly (readonly [name: string, input: string])[];
  readonly items: readonly string[];
  readonly end: unknown;
}

/** All that an answer gave, put together from its pieces. */
function contentOf({ heard, text, calls }: RecordedAnswer): AnswerContent {
  const of = (type: Heard['type']): string =>
    heard.map((one) => (one.type === type && 'text' in one ? one.text : '')).join('');
  const end = heard.at(-1);
  return {
    text,
    reasoning: of('reasoning'),
    refusal: of('refusal'),
    input: of('call-delta'),
    begun: heard.filter(({ type }) => type === 'call-added').length,
    calls: calls.map(({ name, input }) => [name, input]),
    items: heard.flatMap((one) => (one.type === 'item-added' ? [one.start.type] : [])),
    end: end?.type === 'end' ? end.outcome.finishReason : end,
  };
}
