import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/errors/errors.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

describe.each(['websocket', 'sse'] as const)('cancelling, upstream over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport, tokensPerSecond: 100 });
  });
  afterAll(async () => {
    await test.close();
  });

  it('ends the events at once with cancelled, and stops the service', async () => {
    const completion = await test.core.run(ask('Count to 1000'), never());
    const types = new Set<string>();
    let cancelledAt = -1;
    for await (const event of completion.events()) {
      types.add(event.type);
      if (event.type !== 'delta' || cancelledAt >= 0) continue;
      cancelledAt = completion.lastSequence;
      completion.cancel();
    }

    // On a busy machine several deltas may have arrived before the first is read.
    expect([...types]).toEqual(['started', 'delta', 'failed']);
    expect(completion.lastSequence).toBe(cancelledAt + 1);
    expect(completion.status).toBe('cancelled');
    expect(completion.error).toBeInstanceOf(CancelledError);
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('follows the signal of the client that started it', async () => {
    const client = new AbortController();
    const completion = await test.core.run(ask('Count to 1000'), client.signal);
    await test.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    client.abort();

    await expect(completion.result()).rejects.toMatchObject({ code: 'cancelled' });
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('starts nothing for a client that has gone already', async () => {
    const before = test.standIn.received;
    const completion = await test.core.run(ask('Count to 1000'), AbortSignal.abort());

    await expect(completion.result()).rejects.toMatchObject({ code: 'cancelled' });
    await (await test.core.run(ask('Count to 1'), never())).result();
    expect(test.standIn.received).toBe(before + 1);
  });

  it('releases a waiting reader at once, and leaves the completion running', async () => {
    test.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const completion = await test.core.run(ask('Count to 1000'), never());
    const reader = completion.events(1);
    const waiting = reader.next();
    await reader.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(completion.status).toBe('running');
    completion.cancel();
    test.standIn.behave(undefined);
  });
});
