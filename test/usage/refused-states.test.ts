import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FaultsDocument } from '../generated/graphql.ts';
import { execute } from '../schema/clients.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';

const hello = { model: 'gpt-5.5', messages: [{ role: 'user', content: 'Hello.' }] };

async function start(options: TestGatewayOptions): Promise<TestGateway> {
  const gateway = await startTestGateway(options);
  onTestFinished(async () => await gateway.close());
  return gateway;
}

async function chat({ url }: TestGateway, body: object = hello): Promise<number> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
  return response.status;
}

async function counted({ url }: TestGateway): Promise<Record<string, number>> {
  const { refusals } = await execute(url, FaultsDocument, {});
  const bySurface = refusals.map(({ reason, surface, count }) => [`${reason} ${surface}`, count]);
  return Object.fromEntries(bySurface);
}

describe('each refused request counts, however many are refused at once', () => {
  it('without a login', async () => {
    const gateway = await start({ login: 'missing' });
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => await chat(gateway)));
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const query = `mutation { chatCompletion(input: { messages: [{ role: USER, content: [{ text: "Hi" }] }] }) { __typename } }`;
    await Promise.all(
      Array.from({ length: 3 }, async () => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ query });
        await (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).text();
      }),
    );
    expect(await counted(gateway)).toEqual({
      'CODEX_LOGIN_REQUIRED CHAT_COMPLETIONS': 5,
      'CODEX_LOGIN_REQUIRED GRAPHQL': 3,
    });
  });

  it('where the queue is full', async () => {
    const gateway = await start({ args: ['--max-turns', '1', '--max-queued', '1'] });
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const leave = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const waiting = Array.from({ length: 2 }, async () => {
      const body = JSON.stringify(hello);
      const url = `${gateway.url}/v1/chat/completions`;
      await fetch(url, { method: 'POST', headers, body, signal: leave.signal }).catch(() => {});
    });
    await expect.poll(() => gateway.core.queueHealth().queuedTurns).toBe(1);
    const statuses = await Promise.all(Array.from({ length: 4 }, async () => await chat(gateway)));
    expect(statuses).toEqual([429, 429, 429, 429]);
    expect(await counted(gateway)).toEqual({ 'RATE_LIMIT_EXCEEDED CHAT_COMPLETIONS': 4 });
    leave.abort();
    await Promise.all(waiting);
  });

  it('that is too large, or names a host that is not the gateway', async () => {
    const gateway = await start({});
    const large = { ...hello, messages: [{ role: 'user', content: 'x'.repeat(80 * 1024 * 1024) }] };
    expect(await chat(gateway, large)).toBe(413);
    const { hostname, port } = new URL(gateway.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'elsewhere.example' };
      request({ hostname, port, path: '/v1/models', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(403);
    expect(await counted(gateway)).toEqual({
      'PAYLOAD_TOO_LARGE CHAT_COMPLETIONS': 1,
      'HOST_NOT_ALLOWED null': 1,
    });
  });
});
