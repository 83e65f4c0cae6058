import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runWhole } from '../../src/codex/completion/run-whole.ts';
import { boundedUpstream } from '../../src/codex/engine/app-server/home/bounded-upstream.ts';
import type { Behaviour, RecordedRequest } from '../../src/standin/index.ts';
import { startCodexBetween, type CodexBetween } from '../support/between/codex-between.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { functionTool } from '../support/tool-loop.ts';

const bounds = { silenceMs: 300_000, codexVersion: '0.171.0' };
const provider = { name: 'X', base_url: 'http://127.0.0.1:9/v1', wire_api: 'responses' };

function boundsOf(settings: object): unknown {
  const upstream = { model_provider: 'x', model_providers: { x: { ...provider, ...settings } } };
  return boundedUpstream(upstream, bounds)['model_providers'];
}

describe('the bounds of a provider', () => {
  it.each([
    [{ supports_websockets: true }, 0, 2, 330_000],
    [{}, 0, 5, 330_000],
    [{ request_max_retries: 100, stream_max_retries: 100 }, 0, 5, 330_000],
    [{ stream_max_retries: 1, stream_idle_timeout_ms: 1000 }, 0, 1, 1000],
    [{ request_max_retries: 3, stream_max_retries: 0 }, 3, 0, 330_000],
    [{ request_max_retries: 9, stream_max_retries: 0, supports_websockets: true }, 2, 0, 330_000],
  ])('of %j', (settings, requestRetries, streamRetries, idleMs) => {
    expect(boundsOf(settings)).toEqual({
      x: {
        ...provider,
        ...settings,
        request_max_retries: requestRetries,
        stream_max_retries: streamRetries,
        stream_idle_timeout_ms: idleMs,
      },
    });
  });

  it.each([
    [{ model_provider: 'ollama' }],
    [{ model_provider: 'nope', model_providers: { x: provider } }],
    [{ model_provider: 5, model_providers: [] }],
  ])('leave %j to Codex', (upstream) => {
    expect(boundedUpstream(upstream, bounds)).toEqual(upstream);
  });

  it('leave a provider openai that the user has made up to Codex, which refuses it', () => {
    const upstream = { model_providers: { openai: provider } };

    expect(boundedUpstream(upstream, bounds)).toMatchObject(upstream);
    expect(boundedUpstream(upstream, bounds)).not.toHaveProperty('model_provider');
  });
});

const isAnswered = ({ prewarm }: RecordedRequest): boolean => !prewarm;

/** A request without what is another for each thread and moment. */
function comparable({ transport, headers, body, prewarm }: RecordedRequest): string {
  const { host: _, 'sec-websocket-key': __, ...rest } = headers;
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        // Says that no MCP server had a part in it, and is sent to the provider `openai` alone.
        .filter(([name]) => name !== 'mcp_attribution')
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, member]) => [name, sorted(parsed(member))]),
    );
  };
  return JSON.stringify(sorted({ transport, headers: rest, body, prewarm }))
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'ID')
    .replaceAll(/resp_[\da-f]+/g, 'RESPONSE')
    .replaceAll(/\d{10,}(?:\.\d+)?/g, 'TIME');
}

/** Codex sends some JSON as text, its members in any order. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  return JSON.parse(value) as unknown;
}

describe('a Codex with the provider openai', () => {
  let between: CodexBetween;
  let test: TestCore;

  beforeAll(async () => {
    between = await startCodexBetween();
    test = await startTestCore({
      between,
      login: 'present',
      warm: { count: 0, ms: 1 },
      userConfig: (baseUrl) =>
        `openai_base_url = "${baseUrl}"\n` +
        `chatgpt_base_url = "${baseUrl.replace('/v1', '/backend-api/')}"`,
    });
  });
  afterAll(async () => {
    await test.close();
    await between.close();
  });

  it('sends the service what it sends without the bounds', async () => {
    const requestsOf = async (): Promise<string[]> => {
      const before = test.standIn.requests.length;
      await (await test.core.run(ask('Count to 3'), never())).result();
      return test.standIn.requests.slice(before).map(comparable);
    };
    const withBounds = await requestsOf();
    between.toCodex = ({ method, params }, line) => {
      if (method !== 'thread/start') return [line];
      const openai = {
        ...JSON.parse(line),
        params: { ...Object(params), modelProvider: 'openai' },
      };
      return [JSON.stringify(openai)];
    };

    expect(withBounds).toEqual(await requestsOf());
    expect(withBounds).toHaveLength(2);
    expect(withBounds[1]).toContain('"version":"0.');
  });
});

const text = 'The kettle ran out of steam.';
const failures: readonly (readonly [string, Behaviour])[] = [
  ['a 500', { kind: 'status', status: 500 }],
  ['a 502', { kind: 'status', status: 502, body: '<h1>Bad gateway</h1>' }],
  ['a 503', { kind: 'status', status: 503 }],
  ['a 429', { kind: 'status', status: 429 }],
  ['a reset before its first byte', { kind: 'cut', after: 'nothing' }],
  ['a reset after its headers', { kind: 'cut', after: 'headers' }],
  ['a reset in its text', { kind: 'cut', after: 3, text }],
  ['a failure', { kind: 'failed', code: 'server_error', message: 'x' }],
  ['a rate limit', { kind: 'failed', code: 'rate_limit_exceeded', message: 'Slow down.' }],
  ['an overload', { kind: 'failed', code: 'server_is_overloaded', message: 'x' }],
];

describe.each(['websocket', 'sse'] as const)('over %s the service is asked', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport, silenceMs: 2000 });
  });
  afterAll(async () => {
    await test.close();
  });
  afterEach(() => {
    test.standIn.behave(undefined);
    test.standIn.refuseUpgrades(undefined);
  });

  /** How often the service was asked for one answer, which fails. */
  async function countAsked(ended: () => Promise<unknown>): Promise<number> {
    const before = test.standIn.requests.filter(isAnswered).length;
    await ended().catch(() => {});
    await test.standIn.waitFor(({ active }) => active === 0);
    return test.standIn.requests.filter(isAnswered).length - before;
  }

  it.each(failures)('six times at most when it answers with %s', async (_, behaviour) => {
    test.standIn.behave(() => behaviour);
    const asked = await countAsked(
      async () => await (await test.core.run(ask('hello'), never())).result(),
    );

    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('once when it never answers', async () => {
    test.standIn.behave(() => ({ kind: 'stall' }));
    const completion = await test.core.run(ask('hello'), never());

    expect(await countAsked(async () => await completion.result())).toBeLessThanOrEqual(1);
    expect(completion.error).toMatchObject({ code: 'upstream_timeout' });
  });

  it('six times at most when a tool must be called, and it breaks off now and then', async () => {
    let attempt = 0;
    test.standIn.behave(() =>
      attempt++ % 3 === 2 ? { kind: 'text', text } : { kind: 'cut', after: 'nothing' },
    );
    const request = ask('hello', { tools: [functionTool('weather')], toolChoice: 'required' });
    const asked = await countAsked(
      async () => await (await test.core.run(request, never())).result(),
    );

    expect(asked).toBeGreaterThan(3);
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('six times at most for a whole answer, each attempt at which differs', async () => {
    let attempt = 0;
    test.standIn.behave(() => ({ kind: 'cut', after: 3, text: `${attempt++} kettles ran dry.` }));
    const asked = await countAsked(
      async () =>
        await runWhole(
          async (attempts) => await test.core.run(ask('hello', { attempts }), never()),
        ),
    );

    expect(asked).toBeLessThanOrEqual(6);
  });

  it('six times at most when it refuses to switch protocols, too', async () => {
    test.standIn.refuseUpgrades({ kind: 'status', status: 502 });
    test.standIn.behave(() => ({ kind: 'status', status: 502 }));
    const asked = await countAsked(
      async () => await (await test.core.run(ask('hello'), never())).result(),
    );

    expect(asked).toBeLessThanOrEqual(6);
  });
});
