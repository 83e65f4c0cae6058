import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyCaller } from '../support/callers.ts';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { createLifeline } from '../../src/codex/idempotency/lifeline.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore({ tokensPerSecond: 200, lingerMs: 200 });
});
afterEach(() => test.standIn.behave(undefined));
afterAll(async () => {
  await test.close();
});

let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;

function keyed(
  key: string,
  more: Partial<CompletionRequest> = {},
  body = 'Count to 20',
): CompletionRequest {
  return ask(body, { idempotency: { key, body }, ...more });
}

async function run(request: CompletionRequest, signal = never()): Promise<Completion> {
  return await test.core.run(request, signal);
}

/** The error that a request is refused with. */
async function refusal(request: CompletionRequest): Promise<unknown> {
  return await run(request).then(
    () => null,
    (error: unknown) => error,
  );
}

async function textOf(completion: Completion): Promise<string> {
  let text = '';
  for await (const event of completion.events()) if (event.type === 'delta') text += event.text;
  return text;
}

describe('a request with an idempotency key', () => {
  it('gets the running completion from its beginning', async () => {
    const key = newKey();
    const { received } = test.standIn;
    const [first, second] = await Promise.all([run(keyed(key)), run(keyed(key))]);
    const third = await run(keyed(key));

    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(await textOf(third)).toBe(await textOf(first));
    expect(test.standIn.received - received).toBe(1);
  });

  it('gets the completion that has ended', async () => {
    const key = newKey();
    const first = await run(keyed(key));
    const result = await first.result();
    const again = await run(keyed(key));

    expect(again.id).toBe(first.id);
    expect(await again.result()).toEqual(result);
  });

  it('is refused if the key belongs to another body', async () => {
    const key = newKey();
    await (await run(keyed(key))).result();

    expect(await refusal(keyed(key, {}, 'Count to 21'))).toMatchObject({
      name: 'InvalidRequestError',
      code: 'idempotency_key_reused',
      message: 'The idempotency key was used for another request. Use a new key for each request.',
      param: 'idempotency_key',
    });
  });

  it('does not depend on the order of the members of the body', async () => {
    const key = newKey();
    const first = await run(
      ask('hi', { idempotency: { key, body: { a: 1, b: [{ c: 2, d: 3 }] } } }),
    );
    const again = await run(
      ask('hi', { idempotency: { key, body: { b: [{ d: 3, c: 2 }], a: 1 } } }),
    );

    expect(again.id).toBe(first.id);
  });

  it('has a completion for each index', async () => {
    const key = newKey();
    const at = (index: number): CompletionRequest =>
      ask('hi', { idempotency: { key, body: 'hi', index } });
    const [zero, one, again] = [await run(at(0)), await run(at(1)), await run(at(1))];

    expect(one.id).not.toBe(zero.id);
    expect(again.id).toBe(one.id);
  });

  it('is not mixed up with the same key of another caller', async () => {
    const key = newKey();
    const [one, other] = [
      await run(keyed(key, { caller: keyCaller('one') })),
      await run(keyed(key, { caller: keyCaller('other') }, 'Count to 3')),
    ];

    expect(other.id).not.toBe(one.id);
  });

  it.each(['', 'k'.repeat(256)])('is refused with the key %j', async (key) => {
    expect(await refusal(keyed(key))).toMatchObject({
      code: 'invalid_value',
      message: 'The idempotency key must hold 1 to 255 characters.',
      param: 'idempotency_key',
    });
  });

  it('is refused where its body is nested beyond the stack', async () => {
    let body: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) body = [body];

    expect(await refusal(ask('hi', { idempotency: { key: newKey(), body } }))).toMatchObject({
      code: 'invalid_value',
    });
  });

  it('starts again after a refusal', async () => {
    const key = newKey();
    expect(await refusal(keyed(key, { model: '' }))).toMatchObject({ code: 'model_not_found' });

    expect(await (await run(keyed(key, {}, 'Count to 2'))).result()).toMatchObject({ text: '1 2' });
  });

  it('starts again after a failure before the first token', async () => {
    const key = newKey();
    test.standIn.behave(() => ({ kind: 'status', status: 400 }));
    const first = await run(keyed(key));
    await expect(first.result()).rejects.toThrow(/./);
    test.standIn.behave(undefined);
    const again = await run(keyed(key));

    expect(again.id).not.toBe(first.id);
    expect(await again.result()).toMatchObject({ finishReason: 'stop' });
  });

  it('gets the failure again after the first token of a streamed answer', async () => {
    const key = newKey();
    test.standIn.behave(() => ({
      kind: 'failed',
      code: 'invalid_prompt',
      message: 'No.',
      text: 'one two three',
      afterTokens: 2,
    }));
    const first = await run(keyed(key));
    await expect(first.result()).rejects.toThrow(/./);
    const again = await run(keyed(key));

    expect(again.id).toBe(first.id);
  });

  it('starts again after any failure of an answer that is delivered whole', async () => {
    const key = newKey();
    test.standIn.behave(() => ({
      kind: 'failed',
      code: 'invalid_prompt',
      message: 'No.',
      text: 'one two three',
      afterTokens: 2,
    }));
    const first = await run(keyed(key, { delivery: 'whole' }));
    await expect(first.result()).rejects.toThrow(/./);
    const again = await run(keyed(key, { delivery: 'whole' }));

    expect(again.id).not.toBe(first.id);
    await expect(again.result()).rejects.toThrow(/./);
  });

  it('starts again after it was cancelled', async () => {
    const key = newKey();
    const first = await run(keyed(key));
    first.cancel();
    await expect(first.result()).rejects.toThrow(/cancelled/);

    expect((await run(keyed(key))).id).not.toBe(first.id);
  });
});

describe('a completion with an idempotency key', () => {
  it('outlives its client, and is there when it comes back', async () => {
    const key = newKey();
    const leaving = new AbortController();
    const first = await run(keyed(key), leaving.signal);
    leaving.abort();
    const again = await run(keyed(key));

    expect(again.id).toBe(first.id);
    expect(await again.result()).toMatchObject({ finishReason: 'stop' });
  });

  it('is cancelled when no client returns in time', async () => {
    const leaving = new AbortController();
    const first = await run(keyed(newKey(), {}, 'Count to 5000'), leaving.signal);
    leaving.abort();

    expect(first.status).toBe('running');
    await expect(first.result()).rejects.toMatchObject({ code: 'cancelled' });
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
  });

  it('keeps running while one of its clients stays', async () => {
    const key = newKey();
    const leaving = new AbortController();
    const first = await run(keyed(key, {}, 'Count to 200'), leaving.signal);
    const staying = await run(keyed(key, {}, 'Count to 200'));
    leaving.abort();

    expect(await staying.result()).toMatchObject({ finishReason: 'stop' });
    expect(first.status).toBe('completed');
  });

  it('is cancelled at once without a key', async () => {
    const leaving = new AbortController();
    const completion = await run(ask('Count to 5000'), leaving.signal);
    leaving.abort();

    expect(completion.status).toBe('cancelled');
  });
});

describe('a lifeline', () => {
  it('ends without an abort', async () => {
    const lifeline = createLifeline(1);
    lifeline.hold(AbortSignal.abort());
    lifeline.end();
    const longer = createLifeline(20);
    longer.hold(AbortSignal.abort());
    await new Promise((resolve) => longer.signal.addEventListener('abort', resolve));

    expect(lifeline.signal.aborted).toBe(false);
  });
});
