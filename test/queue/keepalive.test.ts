import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { startRestApp, type RestApp } from '../rest/rest-app.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

let upstream: TestCore;
let app: RestApp;

beforeAll(async () => {
  upstream = await startTestCore({ queue: { maxTurns: 1, maxQueued: 1 } });
  const timing = { headerHoldMs: 1, keepaliveMs: 20 };
  app = await startRestApp({ core: upstream.core, ...timing }, pino({ level: 'silent' }));
});
afterAll(async () => {
  await app.close();
  await upstream.close();
});

describe('a stream that waits for its turn', () => {
  it('sends its headers, then comments, then the answer', async () => {
    upstream.standIn.behave(() => ({ kind: 'stall' }));
    const holder = await upstream.core.run(ask('Hold the place'), never());
    await upstream.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    upstream.standIn.behave(() => ({ kind: 'text', text: 'Hi' }));
    const response = await post(`${app.url}/v1/chat/completions`, chatBody({ stream: true }));
    let text = '';
    for await (const bytes of response.body ?? []) {
      text += new TextDecoder().decode(bytes);
      if (text === ': keepalive\n\n: keepalive\n\n') holder.cancel();
    }

    expect(text).toMatch(/^(?:: keepalive\n\n){2,}data: \{.*"role":"assistant"/);
    expect(dataOf(text).at(-1)).toBe('[DONE]');
  });
});
