import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/codex/completion/caller.ts';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { knownSurfaces } from '../../src/codex/completion/surface.ts';
import type { QuotaWindow } from '../../src/codex/engine/account.ts';
import { unknownModel } from '../../src/codex/engine/model.ts';
import { observe } from '../../src/codex/observers/observe.ts';
import { createSessionCore } from '../../src/codex/create-session-core.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import { CancelledError, CodexServeError } from '../../src/errors/errors.ts';
import { errorCodes } from '../../src/errors/error-table.ts';
import { createMetrics, type Metrics } from '../../src/metrics/create-metrics.ts';
import { createMemoryEngine } from '../engine-contract/memory-engine.ts';
import { keyCaller, localCaller } from '../support/callers.ts';
import { ask } from '../support/core.ts';
import { someUsage } from '../usage/ended.ts';
import { counted, seriesOf } from './scrape.ts';

const logger = pino({ level: 'silent' });
const hostile = 'a"b\\c\n{x="1"} 7\n# EOF';

/** Metrics of a gateway that has these models and this quota, with what is run into them. */
async function metricsOf(
  models: readonly string[],
  quota: readonly QuotaWindow[] = [],
): Promise<Metrics> {
  const memory = createSessionCore({ engine: createMemoryEngine(), logger });
  const core: SessionCore = {
    ...memory,
    models: async () => await Promise.resolve(models.map(unknownModel)),
    knownQuota: () => quota,
  };
  const metrics = createMetrics({ logger, surfaces: new Set(knownSurfaces) });
  metrics.readFrom({
    core,
    subscribers: () => new Map([['activity', 1]]),
    loopDelay: { p50: () => 0, p99: () => 1 },
    droppedLogLines: () => 0,
    databaseBytes: async () => await Promise.resolve(1),
    version: '0.0.0',
  });
  await core.models();
  return metrics;
}

interface Ended {
  readonly model?: string;
  readonly surface?: string;
  readonly caller?: Caller;
  readonly error?: CodexServeError;
}

function run(metrics: Metrics, { error, ...identity }: Ended): Completion {
  const request = ask('Hi');
  const listener = observe([metrics.completions], logger).listenerFor(request);
  const completion = new LiveCompletion({
    id: 'chatcmpl-1',
    model: 'gpt-5.5',
    effort: null,
    surface: 'RESPONSES',
    caller: localCaller,
    listener,
    ...identity,
  });
  completion.announce();
  completion.delta('Hello.');
  if (error === undefined) completion.finish('stop', someUsage);
  else completion.fail(error);
  return completion;
}

async function textOf(metrics: Metrics): Promise<string> {
  return (await metrics.write('text')).text;
}

function guest(origin: string): Caller {
  return { ...localCaller, id: `origin:${origin}`, name: `origin:${origin}`, seesAll: false };
}

const window = (more: Partial<QuotaWindow>): QuotaWindow => ({
  limitId: 'codex',
  limitName: null,
  kind: 'primary',
  usedPercent: 50,
  windowMinutes: 300,
  resetsAt: new Date(2_000_000_000_000),
  observedAt: new Date(1_800_000_000_000),
  ...more,
});

describe('labels', () => {
  it('name no model that the service does not list, and no surface that the gateway does not have', async () => {
    const metrics = await metricsOf(['gpt-5.5']);
    run(metrics, {});
    for (let each = 0; each < 30; each += 1) {
      run(metrics, { model: `made-up-${each}`, surface: `/v1/${each}?key=secret` });
    }
    expect(counted(seriesOf(await textOf(metrics)), 'requests_total')).toEqual({
      '{surface="RESPONSES",model="gpt-5.5",outcome="completed"}': 1,
      '{surface="other",model="other",outcome="completed"}': 30,
    });
  });

  it('have one key for all guest pages, and tell keys apart that are called as those without a key', async () => {
    const metrics = await metricsOf([]);
    for (let each = 0; each < 30; each += 1) {
      run(metrics, { caller: guest(`http://localhost:${5000 + each}`) });
    }
    run(metrics, {});
    run(metrics, { caller: { ...localCaller, id: 'admin' } });
    for (const name of ['alice', 'guest', 'local', 'admin', 'other']) {
      run(metrics, { caller: keyCaller(name) });
    }
    expect(counted(seriesOf(await textOf(metrics)), 'key_requests_total')).toEqual({
      '{key="guest",outcome="completed"}': 30,
      '{key="local",outcome="completed"}': 1,
      '{key="admin",outcome="completed"}': 1,
      '{key="alice",outcome="completed"}': 1,
      '{key="key:guest",outcome="completed"}': 1,
      '{key="key:local",outcome="completed"}': 1,
      '{key="key:admin",outcome="completed"}': 1,
      '{key="key:other",outcome="completed"}': 1,
    });
  });

  it('are bounded, however many keys and models there are', async () => {
    const many = Array.from({ length: 500 }, (_, index) => `m-${index}`);
    const metrics = await metricsOf(many);
    for (const name of many) run(metrics, { model: name, caller: keyCaller(name) });
    const series = seriesOf(await textOf(metrics));
    const models = Object.entries(counted(series, 'requests_total'));
    expect(models).toHaveLength(51);
    expect(models.at(-1)).toEqual(['{surface="RESPONSES",model="other",outcome="completed"}', 450]);
    expect(Object.keys(counted(series, 'key_requests_total'))).toHaveLength(201);
  });

  it('hold quotes, line breaks and backslashes without breaking the format', async () => {
    const metrics = await metricsOf([hostile]);
    run(metrics, { model: hostile, caller: keyCaller(hostile, { userAgent: hostile }) });
    for (const format of ['text', 'openmetrics'] as const) {
      const { text } = await metrics.write(format);
      expect(text).toContain(
        '\ncodex_serve_key_requests_total{key="a\\"b\\\\c\\n{x=\\"1\\"} 7\\n# EOF",outcome="completed"} 1\n',
      );
      for (const line of text.trimEnd().split('\n')) {
        expect(line).toMatch(/^(#.*||codex_serve_\w+(\{.*\})? [\d.+e-]+)$/);
      }
    }
  });

  it('name windows of the quota by their length', async () => {
    const metrics = await metricsOf(
      [],
      [
        window({}),
        window({ kind: 'secondary', windowMinutes: 10_080, usedPercent: 12.5, resetsAt: null }),
        window({ limitId: 'codex_other', windowMinutes: 300 }),
        window({ limitId: 'codex_other', kind: 'secondary', windowMinutes: 300 }),
        window({ limitId: 'odd', windowMinutes: 90 }),
        window({ limitId: 'unknown', windowMinutes: null }),
      ],
    );
    const series = seriesOf(await textOf(metrics));
    expect(counted(series, 'quota_used_ratio')).toEqual({
      '{window="5h"}': 0.5,
      '{window="7d"}': 0.125,
      '{window="codex_other:5h"}': 0.5,
      '{window="codex_other:secondary"}': 0.5,
      '{window="odd:90m"}': 0.5,
      '{window="unknown:primary"}': 0.5,
    });
    expect(counted(series, 'quota_reset_timestamp_seconds')['{window="5h"}']).toBe(2_000_000_000);
    expect(counted(series, 'quota_reset_timestamp_seconds')['{window="7d"}']).toBeUndefined();
    expect(counted(series, 'quota_observed_timestamp_seconds')['{window="7d"}']).toBe(
      1_800_000_000,
    );
  });
});

describe('the number of series', () => {
  it('is at most 2,000 with 10 models and 20 keys, each of which does everything that there is', async () => {
    const models = Array.from({ length: 10 }, (_, index) => `gpt-${index}`);
    const keys = Array.from({ length: 20 }, (_, index) => keyCaller(`key-${index}`));
    const callers = [...keys, localCaller, guest('http://localhost:1')];
    const quota = ['codex', 'codex_other'].flatMap((limitId) => [
      window({ limitId }),
      window({ limitId, kind: 'secondary', windowMinutes: 10_080 }),
    ]);
    const metrics = await metricsOf(models, quota);
    const served = ['CHAT_COMPLETIONS', 'COMPLETIONS', 'RESPONSES', 'OLLAMA', 'GRAPHQL'];
    const codes = errorCodes.filter((code) => code !== 'cancelled');
    for (const surface of served) {
      for (const model of [...models, 'made-up']) {
        for (const error of [undefined, new CancelledError(), failure('upstream_error')]) {
          for (const caller of callers)
            run(metrics, { surface, model, caller, ...(error && { error }) });
        }
      }
      for (const code of codes) {
        run(metrics, { surface, error: failure(code) });
        metrics.countRefusal({ error: failure(code), keyName: null, userAgent: null, surface });
      }
    }
    for (const code of codes) {
      metrics.countRefusal({ error: failure(code), keyName: null, userAgent: null, surface: null });
    }
    const series = seriesOf(await textOf(metrics));
    expect(series.size).toBeGreaterThan(900);
    expect(series.size).toBeLessThanOrEqual(2000);
  });
});

function failure(code: CodexServeError['code']): CodexServeError {
  return new CodexServeError(code, 'No.');
}

describe('a metric that cannot be read', () => {
  it('is missing from the scrape, and fails nothing else', async () => {
    const metrics = createMetrics({ logger, surfaces: new Set(['RESPONSES']) });
    const core = createSessionCore({ engine: createMemoryEngine(), logger });
    metrics.readFrom({
      core: {
        ...core,
        queueHealth() {
          throw new Error('broken');
        },
      },
      subscribers: () => new Map(),
      loopDelay: { p50: () => 0, p99: () => Number.NaN },
      droppedLogLines: () => Number.NaN,
      databaseBytes: async () => await Promise.reject(new Error('broken')),
      version: '0.0.0',
    });
    run(metrics, {});
    for (const format of ['text', 'openmetrics'] as const) {
      const series = seriesOf((await metrics.write(format)).text);
      for (const name of ['queued', 'database_bytes', 'log_lines_dropped_total']) {
        expect(series.has(`codex_serve_${name}`)).toBe(false);
      }
      expect(series.get('codex_serve_engine_up')).toBe(1);
      expect(series.get('codex_serve_running{surface="RESPONSES"}')).toBe(0);
    }
  });
});
