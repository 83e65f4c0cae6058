import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { execute } from '../schema/clients.ts';
import { ask } from '../schema/ask.ts';
import { ReadChatDocument, StartChatDocument } from '../generated/graphql.ts';
import { all, textOf, watchTransports, type Seen, type Stream } from './transports.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 100 });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

async function start(text: string): Promise<string> {
  const { startChatCompletion: started } = await execute(gateway.url, StartChatDocument, {
    input: ask(text, { model: 'gpt-5.5' }),
  });
  if (started.__typename !== 'ChatCompletion') throw new Error(started.message);
  return started.id;
}

/** The events of a stream up to that sequence, at which its client leaves. */
async function readUntil({ events, leave }: Stream, sequence: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const event of events) {
    seen.push(event);
    if ((event.sequence ?? 0) >= sequence) {
      await leave();
      break;
    }
  }
  return seen;
}

/** Sees that these are all events of the completion, none lost, doubled or out of order. */
async function expectWhole(id: string, seen: readonly Seen[]): Promise<void> {
  const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id });
  const sequences = seen.map(({ sequence }) => sequence ?? -1);
  expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
  expect(seen[0]).toMatchObject({ type: 'started', sequence: 0 });
  expect(textOf(seen)).toBe(chatCompletion?.text);
  expect(seen.filter(({ type }) => type === 'done' || type === 'failed')).toEqual([seen.at(-1)]);
  expect(seen.at(-1)?.sequence).toBe(chatCompletion?.lastSequence);
}

/** 'Count to 10' gives ten deltas, between the first event and the last. */
const last = 11;
const boundaries = Array.from({ length: last + 1 }, (_, sequence) => sequence);

describe.each(watchTransports)('dropped and resumed over $name', ({ watch }) => {
  it('shows the whole of a running completion after each of its events', async () => {
    await Promise.all(
      boundaries.map(async (boundary) => {
        const id = await start('Count to 10');
        const seen = await readUntil(watch(gateway.url, id, -1), boundary);
        const after = seen.at(-1)?.sequence ?? -1;
        const whole = [...seen, ...(await all(watch(gateway.url, id, after)))];
        await expectWhole(id, whole);
        expect(whole.at(-1)).toMatchObject({ type: 'done', reason: 'stop', sequence: last });
      }),
    );
  });

  it('shows the rest of an ended completion after each of its events, and nothing twice', async () => {
    const id = await start('Count to 10');
    await all(watch(gateway.url, id, -1));
    const pieces = Array.from({ length: 10 }, (_, index) => (index === 0 ? '1' : ` ${index + 1}`));
    for (const boundary of [-1, ...boundaries]) {
      const seen = await all(watch(gateway.url, id, boundary));
      expect(textOf(seen)).toBe(pieces.slice(Math.max(0, boundary)).join(''));
      expect(seen.every(({ sequence }) => (sequence ?? -1) > boundary)).toBe(true);
      expect(seen.at(-1)?.sequence).toBe(boundary === last ? undefined : last);
    }
  });

  it('after every single event, it is seen whole', async () => {
    const id = await start('Count to 10');
    const seen: Seen[] = [];
    while (seen.at(-1)?.type !== 'done') {
      const after = seen.at(-1)?.sequence ?? -1;
      seen.push(...(await readUntil(watch(gateway.url, id, after), after + 1)));
    }
    expect(seen.at(-1)?.sequence).toBe(last);
    await expectWhole(id, seen);
  });

  it('in an answer that fails, the failure is seen once', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Too long.',
      text: 'One two three four five six.',
      afterTokens: 5,
    }));
    for (const boundary of [0, 1, 4, 5]) {
      const id = await start('Say something');
      const seen = await readUntil(watch(gateway.url, id, -1), boundary);
      const after = seen.at(-1)?.sequence ?? -1;
      const whole = [...seen, ...(await all(watch(gateway.url, id, after)))];
      await expectWhole(id, whole);
      expect(whole.at(-1)).toMatchObject({ type: 'failed', code: 'context_length_exceeded' });
    }
  });
});
