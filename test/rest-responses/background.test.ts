import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startKillableGateway } from '../support/killable-gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { eventsOf, idOf, openai, respond, response, streamed, textOf } from './client.ts';

let gateway: TestGateway;
let responses: OpenAI['responses'];

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  ({ responses } = openai(gateway.url));
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

/** Asks until the response has ended. */
async function ended(id: string): Promise<OpenAI.Responses.Response> {
  return await vi.waitFor(async () => {
    const found = await responses.retrieve(id);
    expect(found.status).not.toMatch(/queued|in_progress/);
    return found;
  }, 60_000);
}

/** Has the service fall silent after three tokens, and starts a response in the background. */
async function stalled(more: object = {}): Promise<OpenAI.Responses.Response> {
  gateway.standIn.behave(() => ({ kind: 'stall', text: 'a b c d e', afterTokens: 3 }));
  const started = await response(gateway.url, { background: true, ...more });
  await gateway.standIn.waitFor(({ active }) => active > 0);
  return started;
}

describe('a response in the background', () => {
  it('is answered at once, and is there once it has ended', async () => {
    const started = await response(gateway.url, { input: 'Count to 5', background: true });

    expect(started).toMatchObject({ background: true, output: [], usage: null, error: null });
    expect(started.status).toMatch(/^(?:queued|in_progress)$/);
    const found = await ended(started.id);
    expect(found).toMatchObject({ id: started.id, status: 'completed', background: true });
    expect(found.output.at(-1)).toMatchObject({ content: [{ text: '1 2 3 4 5' }] });
    expect(found.completed_at).toEqual(expect.any(Number));
  });

  it('is in progress while it runs, and is cancelled on request', async () => {
    const { id } = await stalled();

    expect(await responses.retrieve(id)).toMatchObject({ status: 'in_progress', output: [] });
    const cancelled = await responses.cancel(id);
    expect(cancelled).toMatchObject({ id, status: 'cancelled', error: null });
    expect(await responses.retrieve(id)).toMatchObject(cancelled);
    expect(await responses.cancel(id)).toMatchObject(cancelled);
  });

  it('waits as queued while another one has its place, and can be cancelled there', async () => {
    const small = await startTestGateway({ args: ['--max-turns', '1'] });
    try {
      small.standIn.behave(() => ({ kind: 'stall' }));
      const first = await response(small.url, { background: true });
      await small.standIn.waitFor(({ active }) => active > 0);
      const second = await response(small.url, { background: true });

      expect(second.status).toBe('queued');
      const client = openai(small.url).responses;
      expect(await client.retrieve(second.id)).toMatchObject({ status: 'queued' });
      expect(await client.cancel(second.id)).toMatchObject({ status: 'cancelled' });
      expect(await client.cancel(first.id)).toMatchObject({ status: 'cancelled' });
      expect(small.standIn.received).toBe(1);
    } finally {
      await small.close();
    }
  });

  it('outlives its client', async () => {
    const leaving = new AbortController();
    const stream = await respond(
      gateway.url,
      { input: 'Count to 2000', background: true, stream: true },
      { signal: leaving.signal },
    );
    const reader = stream.body?.getReader();
    const head = new TextDecoder().decode((await reader?.read())?.value);
    const id = /"id":"(resp_[0-9a-f]+)"/.exec(head)?.[1] ?? '';
    leaving.abort();

    expect(await ended(id)).toMatchObject({ id, status: 'completed' });
  });

  it('is streamed, and resumed with the same numbers while it runs and after its end', async () => {
    const { id } = await stalled();
    const running = await fetch(`${gateway.url}/v1/responses/${id}?stream=true`);
    const reader = running.body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (!text.includes('"delta"')) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done) throw new Error(`It has ended: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
    await responses.cancel(id);
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }

    const live = eventsOf(text);
    expect(live.map(({ sequence_number: number }) => number)).toEqual(live.map((_, n) => n));
    expect(live.at(-1)).toMatchObject({
      type: 'response.failed',
      response: { id, status: 'cancelled' },
    });
    const replayed = await fetch(`${gateway.url}/v1/responses/${id}?stream=true`);
    expect(eventsOf(await replayed.text())).toEqual(live);
    const rest = await fetch(`${gateway.url}/v1/responses/${id}?stream=true&starting_after=4`);
    expect(eventsOf(await rest.text())).toEqual(live.slice(5));
  });

  it('is not kept in vain: without storing it is refused', async () => {
    const refused = await respond(gateway.url, { background: true, store: false });

    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { type: 'invalid_request_error', param: 'background' },
    });
  });

  it('is refused with the reason where the store is off', async () => {
    const off = await startTestGateway({ args: ['--store', 'off'] });
    try {
      const refused = await respond(off.url, { background: true });

      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({
        error: { message: expect.stringContaining('--store off'), param: 'background' },
      });
    } finally {
      await off.close();
    }
  });

  it('fails as any other does', async () => {
    gateway.standIn.behave(() => ({ kind: 'failed', code: 'server_error', message: 'Broken.' }));
    const { id } = await response(gateway.url, { background: true });

    expect(await ended(id)).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', message: expect.stringContaining('Broken.') },
    });
  });
});

describe('cancelling a response', () => {
  it.each([
    ['completed', undefined, 'Cannot cancel a completed response.'],
    [
      'failed',
      { kind: 'failed', code: 'server_error', message: 'Broken.' },
      'Cannot cancel a failed response.',
    ],
    [
      'incomplete',
      { kind: 'incomplete', reason: 'max_output_tokens', text: 'a b' },
      'Cannot cancel an incomplete response.',
    ],
  ] as const)('that is %s is refused in OpenAI’s words', async (status, behaviour, message) => {
    gateway.standIn.behave(() => behaviour);
    const { id } = await response(gateway.url, { background: true });
    expect(await ended(id)).toMatchObject({ status });

    const refused = await fetch(`${gateway.url}/v1/responses/${id}/cancel`, { method: 'POST' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: { message, type: 'invalid_request_error', param: null, code: null },
    });
  });

  it('that its client waits for is refused, while it runs and afterwards', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', text: 'a b c d', afterTokens: 2 }));
    const leaving = new AbortController();
    const stream = await respond(gateway.url, { stream: true }, { signal: leaving.signal });
    const reader = stream.body?.getReader();
    const head = new TextDecoder().decode((await reader?.read())?.value);
    const id = /"id":"(resp_[0-9a-f]+)"/.exec(head)?.[1] ?? '';
    const message = '400 Cannot cancel a synchronous response.';

    await expect(responses.cancel(id)).rejects.toMatchObject({ status: 400, message });
    leaving.abort();
    expect(await ended(id)).toMatchObject({ status: 'cancelled' });
    await expect(responses.cancel(id)).rejects.toMatchObject({ status: 400, message });
  });
});

describe('deleting a response that runs', () => {
  it('ends it, and keeps nothing of it', async () => {
    const { id } = await stalled();

    await responses.delete(id);

    await gateway.standIn.waitFor(({ active }) => active === 0);
    await expect(responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('after a kill of the gateway', () => {
  it('a response that was running is failed, and one that had ended is as it was', async () => {
    const upstream = await startTestUpstream();
    try {
      const first = await startKillableGateway(upstream);
      const whole = await streamed(first.url, { input: 'Count to 5' });
      upstream.standIn.behave(() => ({ kind: 'stall', text: 'a b c d', afterTokens: 2 }));
      const { id } = await response(first.url, { background: true, input: 'Never mind' });
      await upstream.standIn.waitFor(({ active }) => active > 0);
      await first.kill();
      upstream.standIn.behave(undefined);

      const second = await startKillableGateway(upstream);
      try {
        const client = openai(second.url).responses;
        const lost = await client.retrieve(id);
        expect(lost).toMatchObject({
          status: 'failed',
          background: true,
          output: [],
          error: {
            code: 'server_error',
            message: 'The gateway stopped before the answer was complete.',
          },
        });
        const items = await client.inputItems.list(id);
        expect(items.data).toMatchObject([{ content: [{ text: 'Never mind' }] }]);
        const ending = await fetch(`${second.url}/v1/responses/${id}?stream=true`);
        expect(eventsOf(await ending.text()).map(({ type }) => type)).toEqual([
          'response.created',
          'response.in_progress',
          'error',
          'response.failed',
        ]);

        const replayed = await fetch(`${second.url}/v1/responses/${idOf(whole)}?stream=true`);
        expect(eventsOf(await replayed.text())).toEqual(whole);
        expect(textOf(whole)).toBe('1 2 3 4 5');
      } finally {
        await second.kill();
      }
    } finally {
      await upstream.close();
    }
  });
});
