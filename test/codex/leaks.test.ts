// In a process of its own: it measures memory.
import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, startTestCore, type TestCore } from '../support/core.ts';
import { heapInUse } from '../support/heap.ts';

describe('after 200 requests in a row and 50 at once', () => {
  const client = new AbortController();
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({
      warm: { count: 4, ms: 3000 },
      kept: { count: 4, ms: 3000 },
    });
  });
  afterAll(async () => {
    await test.close();
  });

  async function answer(): Promise<string> {
    const completion = await test.core.run(ask('Count to 20'), client.signal);
    return (await completion.result()).text;
  }

  async function round(): Promise<Set<string>> {
    const texts = new Set<string>();
    for (let request = 0; request < 200; request++) texts.add(await answer());
    const atOnce = await Promise.all(Array.from({ length: 50 }, answer));
    return new Set([...texts, ...atOnce]);
  }

  it('every one was answered, no listener is left, few threads wait, then no thread or socket, memory is where it was', async () => {
    const whole = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20';
    // The first round fills what is kept on purpose: the last completions, for replay.
    expect(await round()).toEqual(new Set([whole]));
    const before = heapInUse();
    expect(await round()).toEqual(new Set([whole]));
    const growth = heapInUse() - before;

    expect(getEventListeners(client.signal, 'abort')).toEqual([]);
    const loaded = async (): Promise<number> => await test.engine.loadedThreads();
    await expect.poll(loaded, { timeout: 10_000 }).toBeLessThanOrEqual(8);
    await expect.poll(loaded, { timeout: 10_000 }).toBe(0);
    await test.standIn.waitFor(({ sockets }) => sockets === 0, AbortSignal.timeout(10_000));
    expect(test.core.engineHealth().activeTurns).toBe(0);
    // The stand-in records 250 requests of some 3 kB meanwhile.
    expect(growth).toBeLessThan(3_000_000);
  }, 300_000);
});
