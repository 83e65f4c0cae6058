import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Behaviour, RecordedRequest } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { isDirect } from './is-direct.ts';

const blockPage = '<!DOCTYPE html><html><body>Attention Required! | Cloudflare</body></html>';

let test: TestCore;
let log: MemoryLog;
beforeEach(() => {
  log = memoryLog();
});
afterEach(async () => {
  await test.close();
});

async function start(transport: 'websocket' | 'sse'): Promise<void> {
  test = await startTestCore({
    login: 'present',
    engineSetting: 'direct',
    transport,
    logger: log.logger,
  });
}

/** The service behaves in this way to direct requests alone. */
function toDirect(behave: (request: RecordedRequest) => Behaviour | undefined): void {
  test.standIn.behave((request) => (isDirect(request) ? behave(request) : undefined));
}

async function textOf(...[text, more]: Parameters<typeof ask>): Promise<string> {
  const completion = await test.core.run(ask(text, more), never());
  return (await completion.result()).text;
}

/** How often each engine has asked the service. */
function asked(): { direct: number; appServer: number } {
  const requests = test.standIn.requests.filter(({ prewarm }) => !prewarm);
  const direct = requests.filter(isDirect).length;
  return { direct, appServer: requests.length - direct };
}

const refusals: [
  string,
  Behaviour,
  { readonly kind: string; readonly subject: string | null; readonly reason: string },
][] = [
  [
    'a page of HTML with a 403',
    { kind: 'status', status: 403, body: blockPage, headers: { 'content-type': 'text/html' } },
    {
      kind: 'blocked',
      subject: null,
      reason: 'The service blocks direct requests from this machine.',
    },
  ],
  [
    'a refused parameter',
    { kind: 'status', status: 400, body: { detail: 'Unsupported parameter: prompt_cache_key' } },
    {
      kind: 'parameter',
      subject: 'prompt_cache_key',
      reason: "The service refuses direct requests with 'prompt_cache_key'.",
    },
  ],
  [
    'a model that requires a newer version',
    {
      kind: 'status',
      status: 400,
      body: { detail: "The 'gpt-5.5' model requires a newer version of Codex." },
    },
    {
      kind: 'model',
      subject: 'gpt-5.5',
      reason: "The service refuses direct requests for the model 'gpt-5.5'.",
    },
  ],
  [
    'a model that is not found',
    { kind: 'status', status: 404, body: { detail: 'Model not found gpt-5.5' } },
    {
      kind: 'model',
      subject: 'gpt-5.5',
      reason: "The service refuses direct requests for the model 'gpt-5.5'.",
    },
  ],
];

describe.each(['websocket', 'sse'] as const)('with a ChatGPT login, over %s', (transport) => {
  it.each(refusals)('%s is answered by the app-server', async (_name, refusal, fallback) => {
    await start(transport);
    toDirect(() => refusal);

    expect(await textOf('Say exactly: one')).toBe('one');
    expect(asked()).toMatchObject({ direct: 1 });
    expect(await textOf('Say exactly: two')).toBe('two');
    expect(asked()).toMatchObject({ direct: 1 });
    expect(test.core.engineHealth()).toMatchObject({
      engine: 'direct',
      state: 'ready',
      fallbacks: [{ ...fallback, since: expect.any(Date) }],
    });
    const warned = log.lines.filter(({ level }) => level === 40);
    const { kind, subject, reason } = fallback;
    const msg = `${reason} The app-server answers them.`;
    expect(warned).toMatchObject([
      { kind, subject, msg },
      { msg: 'the answer is run again', reason: 'refused' },
    ]);
  });

  it('a gated model leaves the others to direct', async () => {
    await start(transport);
    toDirect(({ body }) =>
      body['model'] === 'gpt-5.5'
        ? { kind: 'status', status: 404, body: { detail: 'Model not found gpt-5.5' } }
        : undefined,
    );
    await textOf('Say exactly: one');

    const other = (await test.core.models()).find(({ id }) => id !== 'gpt-5.5');
    const options = other && { model: other.id };
    expect(await textOf('Say exactly: two', options)).toBe('two');
    expect(asked()).toEqual({ direct: 2, appServer: 1 });
  });

  it('a tool loop continues when the service begins to refuse in its midst', async () => {
    await start(transport);
    const request = ask('call get_weather', { tools: [functionTool('get_weather')] });
    const calls = await (await test.core.run(request, never())).result();
    expect(calls.toolCalls).toHaveLength(1);
    toDirect(() => ({ kind: 'status', status: 403, body: blockPage }));
    const next = withResults(request, calls, () => 'Rain in Oslo.');
    const answer = await (await test.core.run(next, never())).result();

    expect(answer.text).toContain('Rain in Oslo.');
    expect(asked()).toEqual({ direct: 2, appServer: 1 });
  });

  it('an answer that has begun fails, and falls back to nothing', async () => {
    await start(transport);
    let attempts = 0;
    toDirect(() => {
      attempts += 1;
      if (attempts === 1) return { kind: 'cut', after: 3 };
      return { kind: 'status', status: 403, body: blockPage };
    });
    const completion = await test.core.run(ask('Count to 20'), never());
    await expect(completion.result()).rejects.toMatchObject({ code: expect.any(String) });

    expect(completion.text).toMatch(/^1 2/);
    expect(asked().appServer).toBe(0);
    expect(test.core.engineHealth().fallbacks).toEqual([]);
  });

  it.each<[string, Behaviour, string]>([
    ['a bad request', { kind: 'status', status: 400 }, 'invalid_request'],
    ['a rate limit', { kind: 'status', status: 429 }, 'rate_limit_exceeded'],
    [
      'a 403 without a page',
      { kind: 'status', status: 403, body: { error: { message: 'No.' } } },
      'upstream_refused',
    ],
  ])('%s is no reason to ask again elsewhere', async (_name, behaviour, code) => {
    await start(transport);
    toDirect(() => behaviour);
    await expect(textOf('hi')).rejects.toMatchObject({ code });
    expect(asked().appServer).toBe(0);
  });
});

it('another login is tried anew', async () => {
  await start('sse');
  toDirect(() => ({ kind: 'status', status: 403, body: blockPage }));
  await textOf('Say exactly: one');
  await test.removeLogin();
  await expect.poll(() => test.engine.knownAccount().isReady).toBe(false);
  await test.writeLogin();
  await expect.poll(() => test.engine.knownAccount().isReady).toBe(true);
  test.standIn.behave(undefined);

  expect(test.core.engineHealth().fallbacks).toEqual([]);
  expect(await textOf('Say exactly: two')).toBe('two');
  expect(asked()).toEqual({ direct: 2, appServer: 1 });
});

it('a workspace that is served elsewhere is asked at the URL that the configuration names', async () => {
  await start('sse');
  expect(await textOf('Say exactly: one')).toBe('one');
  test.standIn.account.setRouting({ backendOrigin: 'https://eu.example', override: 'us' });
  test.standIn.rule({ admits: 'account' });
  test.standIn.account.expireTokens();

  expect(await textOf('Say exactly: two')).toBe('two');
  expect(test.core.engineHealth().engine).toBe('direct');
  expect(asked().appServer).toBe(0);
});
