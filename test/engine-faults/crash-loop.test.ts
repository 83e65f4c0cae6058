import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ChatDocument, StreamChatDocument } from '../generated/graphql.ts';
import { chatBody, post } from '../rest/client.ts';
import { ask as askOverGraphql } from '../schema/ask.ts';
import { allEvents, execute, transports } from '../schema/clients.ts';
import { ask, never } from '../support/core.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { createFailingCodex, type FailingCodex } from './failing-codex.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const error = {
  message: 'Codex is down: it fails at every start.',
  type: 'server_error',
  param: null,
  code: 'engine_unavailable',
};
const reason =
  'Codex failed to start, or died within 10 s of its start, 3 times within 60 s. The log says why.';

/** Every answer is to come at once: a request that waited for Codex would take 20 s. */
const atOnceMs = 3000;

let codex: FailingCodex;
let gateway: TestGateway;

beforeAll(async () => {
  codex = await createFailingCodex();
  gateway = await startTestGateway({ args: ['--codex-bin', codex.file] });
});
afterAll(async () => {
  await gateway.close();
  await codex.remove();
});

function killEngine(): void {
  for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');
}

function isOpen(): boolean {
  return gateway.core.engineHealth().breaker !== null;
}

async function read(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${gateway.url}${path}`);
  return { status: response.status, body: await response.json() };
}

const breakerAnswer = z.object({
  data: z.object({
    health: z.unknown(),
    account: z.unknown(),
    models: z.object({ totalCount: z.number().optional(), edges: z.array(z.unknown()) }),
  }),
});

async function readOverGraphql(): Promise<z.output<typeof breakerAnswer>['data']> {
  const query = `{
    health { isReady engine { state } breaker { kind reason openSince retryAt } }
    account { isReady }
    models(first: 50) { edges { node { id } } }
  }`;
  const response = await post(`${gateway.url}/graphql`, { query });
  return breakerAnswer.parse(await response.json()).data;
}

describe('while Codex fails at every start', () => {
  const paths = ['/v1/models', '/v1/models/gpt-5.5', '/api/tags'];
  let before: unknown[];
  let modelsBefore: unknown;
  let waiting: Promise<unknown>;
  let readyWhileDown: unknown;

  beforeAll(async () => {
    before = await Promise.all(paths.map(read));
    modelsBefore = (await readOverGraphql()).models;
    await codex.breakDown();
    killEngine();
    await vi.waitUntil(() => gateway.core.engineHealth().state === 'restarting', {
      timeout: 60_000,
    });
    readyWhileDown = gateway.core.readiness();
    const early = await gateway.core.run(ask('Count to 2'), never());
    waiting = early.result().catch((failure: unknown) => failure);
    await vi.waitUntil(isOpen, { timeout: 20_000 });
  }, 40_000);

  it('/readyz says so, and /livez does not', async () => {
    expect(readyWhileDown).toBe('engine_down');
    const body = { ready: false, reason: 'engine_failing' };
    expect(await read('/readyz')).toEqual({ status: 503, body });
    expect(await read('/livez')).toEqual({ status: 200, body: { alive: true } });
  });

  it('those who already wait for it are refused when the breaker opens', async () => {
    expect(await waiting).toMatchObject({ code: 'engine_unavailable' });
  });

  it.each([
    ['/v1/chat/completions', chatBody()],
    ['/v1/chat/completions', chatBody({ stream: true })],
    ['/v1/completions', { model: 'gpt-5.5', prompt: 'hi' }],
  ])('a chat gets 503 with a time to retry at once: %s %j', async (path, body) => {
    const response = await post(`${gateway.url}${path}`, body, {
      signal: AbortSignal.timeout(atOnceMs),
    });

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
    expect(await response.json()).toEqual({ error });
  });

  it('a chat over GraphQL gets an error as data at once', async () => {
    const input = askOverGraphql('Hi');
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });

    expect(chatCompletion).toEqual({
      __typename: 'UpstreamError',
      code: 'ENGINE_UNAVAILABLE',
      message: error.message,
      retryAfterMs: expect.any(Number),
    });
  });

  it.each(transports)('a subscription over %s fails at once', async (_name, subscribe) => {
    const input = askOverGraphql('Hi');
    const events = await allEvents(subscribe(gateway.url, StreamChatDocument, { input }));

    expect(events).toMatchObject([
      { __typename: 'ChatCompletionFailed', error: { code: 'ENGINE_UNAVAILABLE' } },
    ]);
  });

  it('a request at fault still hears what is wrong with it', async () => {
    const response = await post(`${gateway.url}/v1/chat/completions`, chatBody({ model: 'nope' }));
    expect(response.status).toBe(404);
  });

  it(
    'models are listed from the last known catalog at once',
    async () => {
      expect(await Promise.all(paths.map(read))).toEqual(before);
      expect((await readOverGraphql()).models).toEqual(modelsBefore);
    },
    atOnceMs,
  );

  it(
    'health says so, and why, at once',
    async () => {
      expect(await read('/healthz')).toMatchObject({
        status: 503,
        body: {
          ok: false,
          message: reason,
          engine: { state: 'restarting' },
          breaker: {
            kind: 'engine',
            reason,
            open_since: expect.stringMatching(/^\d{4}-.*Z$/),
            retry_at: expect.stringMatching(/^\d{4}-.*Z$/),
          },
        },
      });
      expect(await readOverGraphql()).toMatchObject({
        account: { isReady: true },
        health: {
          isReady: false,
          engine: { state: 'RESTARTING' },
          breaker: { kind: 'ENGINE', reason },
        },
      });
    },
    atOnceMs,
  );

  it('and then starts again, requests are let through at once', async () => {
    await codex.mend();
    await expect.poll(isOpen, { timeout: 35_000 }).toBe(false);

    const answer = await post(`${gateway.url}/v1/chat/completions`, chatBody());
    expect(answer.status).toBe(200);
    const health = await read('/healthz');
    expect(health.status).toBe(200);
    expect(health.body).not.toHaveProperty('breaker');
  });
});

describe('when Codex dies again and again just after its start', () => {
  it('the breaker opens, and closes with the next start', async () => {
    const seen: boolean[] = [];
    for await (const { engine, isReady } of gateway.core.healthChanges()) {
      if (engine.breaker !== null) seen.push(isReady);
      else if (seen.length > 0) break;
      if (isReady) killEngine();
    }

    expect(new Set(seen)).toEqual(new Set([false]));
    const next = await gateway.core.run(ask('Count to 2'), never());
    expect(await next.result()).toMatchObject({ text: '1 2' });
  });
});
