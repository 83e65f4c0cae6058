import { AuthenticationError } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { testedEngine } from '../support/tested-engine.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, openai, post } from './client.ts';

describe('the health of a gateway', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('is good where the upstream needs no login', async () => {
    const response = await fetch(`${gateway.url}/healthz`);
    const models = await gateway.core.models();

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ok: true,
      authenticated: true,
      message: 'Codex upstream needs no login',
      config: {
        expose_reasoning_models: false,
        models: models.filter(({ isHidden }) => !isHidden).map(({ id }) => id),
      },
      engine: {
        name: testedEngine(),
        reason: 'The setting --engine asks for it.',
        fallbacks: [],
        state: 'ready',
        version: '0.171.0',
        source: 'bundled',
        path: bundledCodex(),
        skipped: [],
        active_turns: 0,
      },
      queue: { max_turns: 128, queued_turns: 0, longest_wait_ms: 0 },
      store: { mode: 'disk', conversations: expect.any(Number), bytes: expect.any(Number) },
    });
  });

  it('counts the turns under way', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const leaving = new AbortController();
    const response = await post(`${gateway.url}/v1/chat/completions`, chatBody({ stream: true }), {
      signal: leaving.signal,
    });
    const health: unknown = await (await fetch(`${gateway.url}/healthz`)).json();
    leaving.abort();
    await gateway.standIn.waitFor(({ active }) => active === 0);

    expect(response.status).toBe(200);
    expect(health).toMatchObject({ engine: { active_turns: 1 } });
  });
});

describe('a gateway without a login', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ userConfig: (url) => `openai_base_url = "${url}"\n` });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('answers /healthz, which says what is missing', async () => {
    const response = await fetch(`${gateway.url}/healthz`);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ok: true,
      authenticated: false,
      message: 'Codex auth missing; run `codex login`',
    });
  });

  it.each([true, false])('answers a chat with 401, stream: %s', async (stream) => {
    const response = await post(`${gateway.url}/v1/chat/completions`, chatBody({ stream }));

    expect(response.status).toBe(401);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toEqual({
      error: {
        message:
          'Codex is not logged in on this machine. Run `codex login`, or start codex-serve with --demo to try it without a login.',
        type: 'authentication_error',
        param: null,
        code: 'codex_login_required',
      },
    });
  });

  it('is an AuthenticationError to the SDK', async () => {
    const asked = openai(gateway.url).chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'hi' }],
    });

    await expect(asked).rejects.toBeInstanceOf(AuthenticationError);
  });
});

describe('a gateway whose engine has ended', () => {
  it('answers /healthz with 503', async () => {
    const gateway = await startTestGateway();
    await gateway.engine.close();
    const response = await fetch(`${gateway.url}/healthz`);
    const body: unknown = await response.json();
    const ready: unknown = await (await fetch(`${gateway.url}/readyz`)).json();
    await gateway.close();

    expect(response.status).toBe(503);
    expect(ready).toEqual({ ready: false, reason: 'draining' });
    expect(body).toMatchObject({
      ok: false,
      authenticated: false,
      message: 'Codex engine is stopped',
      config: { models: [] },
      engine: { state: 'stopped' },
    });
  });
});
