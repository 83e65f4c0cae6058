import { beforeEach, describe, expect, it } from 'vitest';
import { EventLog } from '../../src/codex/streams/event-log.ts';
import type { EventStream } from '../../src/codex/streams/event-stream.ts';
import type { CompletionEvent, CompletionEventBody } from '../../src/codex/completion/events.ts';
import { mergedDelta } from '../../src/codex/completion/merged-delta.ts';

let log: EventLog<CompletionEvent>;

beforeEach(() => {
  log = new EventLog(16_384);
});

const delta = (text: string): CompletionEventBody => ({ type: 'delta', text });
const reasoning = (text: string, summaryIndex: number): CompletionEventBody => ({
  type: 'reasoning-delta',
  text,
  summaryIndex,
});
const call: CompletionEventBody = {
  type: 'tool-call',
  call: { type: 'function', id: 'call_1', name: 'f', input: '{}' },
  index: 0,
};
const done: CompletionEventBody = { type: 'done', finishReason: 'stop', usage: null };

const append = (...bodies: CompletionEventBody[]): void => {
  for (const body of bodies) {
    log.append((sequence) => ({ ...body, completionId: 'chatcmpl-1', sequence }));
    if (body.type === 'done') log.complete();
  }
};
const merging = (after = -1): EventStream<CompletionEvent> => log.read(after, mergedDelta);

/** An event in short: its sequence, and its text or type. */
const short = (event: CompletionEvent | void): string =>
  event === undefined ? 'end' : `${event.sequence} ${'text' in event ? event.text : event.type}`;

async function rest(events: EventStream<CompletionEvent>): Promise<string[]> {
  const all: string[] = [];
  for await (const event of events) all.push(short(event));
  return all;
}

async function next(events: EventStream<CompletionEvent>): Promise<string> {
  return short((await events.next()).value);
}

describe('a reader that merges deltas', () => {
  it('gets each of those that it waited for, many at once though they be', async () => {
    append({ type: 'started' });
    const events = merging();
    await events.next();
    const first = next(events);
    append(delta('a'), delta('b'), delta('c'));
    expect(await first).toBe('1 a');
    expect([await next(events), await next(events)]).toEqual(['2 b', '3 c']);
  });

  it('gets as one those that came while it was busy, with the sequence of the last', async () => {
    append({ type: 'started' });
    const events = merging();
    await events.next();
    const first = next(events);
    append(delta('a'));
    await first;
    append(delta('b'), delta('c'), delta('d'));
    expect(await next(events)).toBe('4 bcd');
    append(delta('e'));
    expect(await next(events)).toBe('5 e');
    const waited = next(events);
    append(delta('f'), delta('g'), done);
    expect(await waited).toBe('6 f');
    expect(await rest(events)).toEqual(['7 g', '8 done']);
  });

  it('gets a replay in few events, of one kind and one paragraph each', async () => {
    append({ type: 'started' }, reasoning('a', 0), reasoning('b', 0), reasoning('c', 1));
    append(delta('d'), delta('e'), call, delta('f'), delta('g'), done);
    expect(await rest(merging())).toEqual([
      '0 started',
      '2 ab',
      '3 c',
      '5 de',
      '6 tool-call',
      '8 fg',
      '9 done',
    ]);
    expect(await rest(merging(1))).toEqual(['2 b', '3 c', '5 de', '6 tool-call', '8 fg', '9 done']);
    expect(await rest(merging(7))).toEqual(['8 g', '9 done']);
  });

  it('gets no more than 4096 characters in one, unless a single delta holds more', async () => {
    append(delta('a'.repeat(4000)), delta('b'.repeat(96)), delta('c'));
    append(delta('d'.repeat(5000)), delta('e'), done);
    const sizes = (await rest(merging())).map((event) => event.length - '0 '.length);
    expect(sizes).toEqual([4096, 1, 5000, 1, 'done'.length]);
  });

  it('lets others have their turn in a long replay', async () => {
    append(...Array.from({ length: 200 }, (_, index) => reasoning('a', index)), done);
    let turns = 0;
    const tick = (): void => {
      turns += 1;
      turn = setImmediate(tick);
    };
    let turn = setImmediate(tick);
    await rest(merging());
    clearImmediate(turn);
    expect(turns).toBeGreaterThanOrEqual(12);
  });
});

it('a reader that does not merge gets every event as it was', async () => {
  append({ type: 'started' }, delta('a'), delta('b'), done);
  expect(await rest(log.read(-1))).toEqual(['0 started', '1 a', '2 b', '3 done']);
});
