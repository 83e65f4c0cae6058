import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../support/core.ts';
import { chatBody, dataOf, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';

let upstream: TestCore;
let app: RestApp;

beforeAll(async () => {
  upstream = await startTestCore();
  const timing = { headerHoldMs: 1, keepaliveMs: 20 };
  app = await startRestApp({ core: upstream.core, ...timing }, pino({ level: 'silent' }));
});
afterAll(async () => {
  await app.close();
  await upstream.close();
});
afterEach(() => {
  upstream.standIn.behave(undefined);
});

async function stream(init: RequestInit = {}): Promise<Response> {
  return await post(`${app.url}/v1/chat/completions`, chatBody({ stream: true }), init);
}

describe('a stream that waits', () => {
  it('sends its headers and then comments until the first token', async () => {
    upstream.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'Hi' }));
    const text = await (await stream()).text();

    expect(text).toMatch(/^(?:: keepalive\n\n){2,}data: \{.*"role":"assistant"/);
    expect(dataOf(text).at(-1)).toBe('[DONE]');
  });

  it('can only end in an error event once its headers are out', async () => {
    upstream.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: '',
    }));
    const response = await stream();

    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(
      /^: keepalive\n\n(?:.*\n\n)*data: \{"error":\{.*\}\}\n\n$/,
    );
  });

  it('sends comments between tokens, which the SDK ignores', async () => {
    upstream.standIn.behave(() => ({ kind: 'stall', text: 'One two', afterTokens: 1 }));
    const leaving = new AbortController();
    const response = await stream({ signal: leaving.signal });
    let text = '';
    for await (const bytes of response.body ?? []) {
      text += new TextDecoder().decode(bytes);
      if (/"One".*\n\n: keepalive\n\n/s.test(text)) break;
    }
    leaving.abort();

    expect(text).toMatch(/"content":"One"\}[^\n]*\n\n: keepalive\n\n/);
  });
});
