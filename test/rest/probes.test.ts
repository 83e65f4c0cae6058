import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { memoryLog } from '../support/memory-log.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends what an orchestrator sends: an address of the machine as `Host`, and no key. */
async function probe(url: string, method = 'GET', host = '10.1.2.3:8000'): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { host } }, (res) => {
      let body = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

describe('a gateway that requires a key', () => {
  const log = memoryLog();
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({
      args: ['--api-key', 'key-of-the-test'],
      logger: log.logger,
    });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each([
    ['/livez', '{"alive":true}'],
    ['/readyz', '{"ready":true}'],
    ['/readyz?verbose=1', '{"ready":true}'],
  ])('answers GET and HEAD %s without a key', async (path, body) => {
    const answer = await probe(`${gateway.url}${path}`);
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(await probe(`${gateway.url}${path}`, 'HEAD')).toMatchObject({
      status: 200,
      headers: { 'content-length': String(body.length) },
      body: '',
    });
  });

  it.each(['/livez', '/readyz'])('refuses POST %s as any other route does', async (path) => {
    expect((await probe(`${gateway.url}${path}`, 'POST')).status).toBe(401);
    const headers = { authorization: 'Bearer key-of-the-test' };
    const answer = await fetch(`${gateway.url}${path}`, { method: 'POST', headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each(['/livez', '/readyz'])('hides %s from a page of an unknown origin', async (path) => {
    const headers = { origin: 'https://evil.example' };
    expect((await fetch(`${gateway.url}${path}`, { headers })).status).toBe(403);
  });

  it.each([
    ['/health/readyz', '/readyz'],
    ['/liveness', '/livez'],
    ['/health', '/healthz'],
  ])('names the route for %s', async (path, meant) => {
    const headers = { authorization: 'Bearer key-of-the-test' };
    const answer = await fetch(`${gateway.url}${path}`, { headers });
    expect(await answer.text()).toContain(`Did you mean ${meant}?`);
  });

  it('logs a probe at the level debug, and any other request at info', async () => {
    await probe(`${gateway.url}/readyz`);
    await fetch(`${gateway.url}/healthz`);
    const levelOf = (path: string): unknown =>
      log.lines.find((line) => line['path'] === path)?.['level'];
    await expect.poll(() => levelOf('/readyz')).toBe(20);
    await expect.poll(() => levelOf('/healthz')).toBe(30);
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

  it('is alive, and not ready', async () => {
    expect(await probe(`${gateway.url}/livez`)).toMatchObject({ status: 200 });
    const body = '{"ready":false,"reason":"no_login"}';
    expect(await probe(`${gateway.url}/readyz`)).toMatchObject({ status: 503, body });
    expect(await probe(`${gateway.url}/readyz`, 'HEAD')).toMatchObject({ status: 503, body: '' });
  });
});
