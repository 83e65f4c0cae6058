import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { transports, type Stream, type Transport } from './transports.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** Reads a stream to its end, and reports its first text. */
function read({ events }: Stream): {
  readonly text: Promise<unknown>;
  readonly end: Promise<void>;
} {
  let end: Promise<void> = Promise.resolve();
  const text = new Promise<void>((resolve) => {
    end = (async () => {
      for await (const { type } of events) if (type === 'text') resolve();
    })();
  });
  return { text, end };
}

/** What a client that leaves may take to stop its turn, in milliseconds. */
const limitMs = 50;

/**
 * The time in milliseconds from a client's leaving until the service has no answer to write. It is
 * the best of five clients that leave while the service is silent after so many tokens: a busy machine
 * delays some of them, a wait in the gateway delays all. One more client warms up first.
 */
async function timeToStop({ start }: Transport, afterTokens: 0 | 1): Promise<number> {
  gateway.standIn.behave(() => ({ kind: 'stall', afterTokens }));
  const times: number[] = [];
  for (let round = 0; round <= 5; round += 1) {
    const stream = start(gateway.url, 'Hi');
    const { text, end } = read(stream);
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(30_000));
    if (afterTokens > 0) await text;
    const leftAt = performance.now();
    const left = stream.leave();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(30_000));
    if (round > 0) times.push(performance.now() - leftAt);
    await left;
    await end;
  }
  return Math.min(...times);
}

describe.each(transports)('a client that leaves $name', (transport) => {
  it('stops the turn within 50 ms, in the long wait between two tokens', async () => {
    expect(await timeToStop(transport, 1)).toBeLessThan(limitMs);
  });

  it('stops the turn within 50 ms, before the first token', async () => {
    expect(await timeToStop(transport, 0)).toBeLessThan(limitMs);
  });
});
