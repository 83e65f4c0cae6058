import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startOverRest, type RestCompletion } from '../schema/ask.ts';
import { answer } from '../schema/clients.ts';
import { chatBody, post } from '../rest/client.ts';
import { respond, response } from '../rest-responses/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { holdAnswers, type HeldAnswers } from '../support/held-answers.ts';

describe('what waits in the queue when a gateway stops', () => {
  let gateway: TestGateway;
  let held: HeldAnswers;
  let first: RestCompletion;
  let waiting: Promise<Response>[];
  let background: string;
  let overGraphql: Promise<unknown>;
  let closing: Promise<void>;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--max-turns', '1'] });
    held = holdAnswers(gateway.standIn, 'Takes the only turn');
    first = await startOverRest(gateway.url, 'Takes the only turn');
    const chat = `${gateway.url}/v1/chat/completions`;
    waiting = [
      post(chat, chatBody()),
      post(chat, chatBody({ stream: true })),
      post(`${gateway.url}/v1/completions`, { model: 'gpt-5.5', prompt: 'hi' }),
      respond(gateway.url),
      respond(gateway.url, { stream: true }),
    ];
    const asks = '{ messages: [{ role: USER, content: [{ text: "hi" }] }] }';
    overGraphql = answer(
      gateway.url,
      `mutation { chatCompletion(input: ${asks}) { ... on Error { code } } }`,
    );
    background = (await response(gateway.url, { background: true })).id;
    await vi.waitUntil(() => gateway.core.queueHealth().queuedTurns === 7, { timeout: 20_000 });
    closing = gateway.close({ drainMs: 60_000 });
  });
  afterAll(async () => {
    held.release();
    await closing;
  });

  it('fails at once with a time to retry, and the service is not asked', async () => {
    for (const answered of await Promise.all(waiting)) {
      expect(answered.status).toBe(503);
      expect(answered.headers.get('retry-after')).toBe('55');
      expect(await answered.json()).toMatchObject({ error: { code: 'shutting_down' } });
    }
    expect(await overGraphql).toEqual({ data: { chatCompletion: { code: 'SHUTTING_DOWN' } } });
    expect(gateway.standIn.received).toBe(1);
  });

  it('is kept as failed where it ran in the background', async () => {
    const kept = await (await fetch(`${gateway.url}/v1/responses/${background}`)).json();
    expect(kept).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', message: 'The server is shutting down.' },
    });
  });

  it('frees no turn for others, and what runs ends well', async () => {
    held.release();
    expect(await first.rest()).toMatch(/data: \[DONE\]\n\n$/);
    await closing;
  });
});
