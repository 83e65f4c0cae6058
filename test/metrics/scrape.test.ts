import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricTable } from '../../src/metrics/metric-table.ts';
import { memoryLog } from '../support/memory-log.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { scrape } from './scrape.ts';

const prometheus =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

const log = memoryLog();

let keyless: TestGateway;
let keyed: TestGateway;

beforeAll(async () => {
  keyless = await startTestGateway({ isShared: true });
  keyed = await startTestGateway({
    args: ['--api-key', 'alice:key-of-alice,bob:key-of-bob', '--admin-keys', 'alice'],
    logger: log.logger,
  });
});
afterAll(async () => {
  await Promise.all([keyless.close(), keyed.close()]);
});

async function get(
  { url }: TestGateway,
  headers: Record<string, string> = {},
  init: RequestInit = {},
): Promise<Response> {
  return await fetch(new URL('/metrics', url), { ...init, headers });
}

describe('GET /metrics', () => {
  it('is plain text for a client that does not ask for OpenMetrics, a browser and curl among them', async () => {
    const asked = [
      {},
      { accept: '*/*' },
      { accept: 'text/plain' },
      { accept: 'text/html,*/*;q=0.8' },
    ];
    for (const headers of [...asked, { accept: 'application/json' }]) {
      const response = await get(keyless, headers);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toContain('# TYPE codex_serve_requests_total counter\n');
    }
  });

  it('is OpenMetrics for Prometheus, no matter what was asked for before', async () => {
    const texts: string[] = [];
    for (const headers of [{}, { accept: prometheus }, {}, { accept: prometheus }]) {
      texts.push(await (await get(keyless, headers)).text());
    }
    const response = await get(keyless, { accept: prometheus });
    expect(response.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const kinds = texts.map((text) => /# TYPE codex_serve_requests\w* counter/.exec(text)?.[0]);
    const [plain, open] = kinds;
    expect(plain).toBe('# TYPE codex_serve_requests_total counter');
    expect(open).toBe('# TYPE codex_serve_requests counter');
    expect(kinds).toEqual([plain, open, plain, open]);
    expect(texts[1]?.endsWith('\n# EOF\n')).toBe(true);
    expect(texts[1]).toContain('\ncodex_serve_log_lines_dropped_total 0\n');
  });

  it('has every metric of the table, each of its kind, and no other', async () => {
    const text = await (await get(keyless)).text();
    const shown = text.match(/(?<=^# TYPE ).*$/gm) ?? [];
    const expected = Object.entries(metricTable).map(
      ([name, { kind }]) => `codex_serve_${name} ${kind}`,
    );
    expect(new Set(shown)).toEqual(new Set(expected));
    expect(shown).toHaveLength(expected.length);
  });

  it('has twelve bounds in each histogram', () => {
    const bounds = Object.values(metricTable).flatMap((row) =>
      'bounds' in row ? [row.bounds] : [],
    );
    expect(bounds.map(({ length }) => length)).toEqual([12, 12, 12]);
    for (const each of bounds) expect(each.toSorted((one, other) => one - other)).toEqual(each);
  });

  it('says which versions run', async () => {
    const series = await scrape(keyless.url);
    const { version: codex } = keyless.core.engineHealth();
    expect(series.get(`codex_serve_build_info{version="0.0.0",codex="${codex}"}`)).toBe(1);
    expect(series.get('codex_serve_engine_up')).toBe(1);
    expect(series.get('codex_serve_database_bytes')).toBeGreaterThan(10_000);
    expect(series.get('codex_serve_event_loop_delay_seconds{percentile="p99"}')).toBeLessThan(60);
  });

  it('answers HEAD, and refuses other methods', async () => {
    const head = await get(keyless, {}, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await get(keyless, {}, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      expect(await response.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
    }
  });
});

describe('who gets the metrics', () => {
  it('is anyone with a key that sees everything', async () => {
    expect((await get(keyed, bearer('key-of-alice'))).status).toBe(200);
    expect((await get(keyed, { 'x-api-key': 'key-of-alice' })).status).toBe(200);
    expect((await get(keyed, keyed.admin)).status).toBe(200);
  });

  it('is nobody without a key, in the words of the API of OpenAI', async () => {
    for (const headers of [{}, bearer('wrong-key')]) {
      const response = await get(keyed, headers);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        error: { type: 'invalid_request_error', param: null, code: 'invalid_api_key' },
      });
    }
  });

  it('is no key that sees only its own', async () => {
    const response = await get(keyed, bearer('key-of-bob'));
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      error: {
        message:
          'The metrics are for callers that see everything: send the admin token, or an API key that --admin-keys names. Guest pages never get them.',
        type: 'invalid_request_error',
        param: null,
        code: 'not_permitted',
      },
    });
  });

  it('is no guest page, and no page elsewhere', async () => {
    const guest = await get(keyless, { origin: 'http://localhost:5173' });
    expect([guest.status, await guest.json()]).toMatchObject([
      403,
      { error: { code: 'not_permitted' } },
    ]);
    const foreign = await get(keyless, { origin: 'https://evil.example' });
    expect([foreign.status, await foreign.json()]).toMatchObject([
      403,
      { error: { code: 'origin_not_allowed' } },
    ]);
  });
});

describe('the log', () => {
  it('has scrapes at the level debug, and refused ones as warnings', async () => {
    const levels = async (status: number): Promise<unknown> =>
      log.lines.findLast((line) => line['path'] === '/metrics' && line['status'] === status)?.[
        'level'
      ];
    await get(keyed, bearer('key-of-alice'));
    await get(keyed, bearer('key-of-bob'));
    await expect.poll(async () => await levels(200)).toBe(20);
    await expect.poll(async () => await levels(403)).toBe(40);
  });
});

describe('--metrics off', () => {
  it('has no route, and counts nothing', async () => {
    const gateway = await startTestGateway({ args: ['--metrics', 'off'] });
    try {
      const response = await get(gateway);
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { error: { code: null, message: 'Invalid URL (GET /metrics)' } },
      ]);
    } finally {
      await gateway.close();
    }
  });
});
