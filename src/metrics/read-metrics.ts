import type { SessionCore } from '../codex/session-core.ts';
import type { QuotaWindow } from '../codex/engine/account.ts';
import type { MetricSet, Reading } from './metric-set.ts';
import { namedWindows } from './quota-readings.ts';

/** Where the values come from that are read at each scrape. */
export interface MetricSources {
  readonly core: Pick<
    SessionCore,
    'engineHealth' | 'queueHealth' | 'knownQuota' | 'models' | 'parkedTurns'
  >;
  /** Open subscriptions by their field. */
  readonly subscribers: () => ReadonlyMap<string, number>;
  /** In milliseconds. */
  readonly loopDelay: { p50(): number; p99(): number };
  /** Log lines that were dropped so far. */
  readonly droppedLogLines: () => number;
  /** What the databases take on the disk. */
  readonly databaseBytes: () => Promise<number>;
  /** Of the gateway. */
  readonly version: string;
}

interface AllSources extends MetricSources {
  /** Running completions by surface. */
  readonly running: () => ReadonlyMap<string, number>;
}

/** Adds the metrics that are read at each scrape. Reading them asks neither Codex nor the service. */
export function readMetrics(metrics: MetricSet, sources: AllSources): void {
  const { core, loopDelay } = sources;
  metrics.read('running', () => each(sources.running(), (surface) => ({ surface })));
  metrics.read('queued', () => one(core.queueHealth().queuedTurns));
  metrics.read('parked', () => one(core.parkedTurns()));
  metrics.read('engine_up', () => one(isUp(core) ? 1 : 0));
  metrics.read('subscribers', () => each(sources.subscribers(), (kind) => ({ kind })));
  metrics.read('event_loop_delay_seconds', () => [
    { labels: { percentile: 'p50' }, value: loopDelay.p50() / 1000 },
    { labels: { percentile: 'p99' }, value: loopDelay.p99() / 1000 },
  ]);
  metrics.read('log_lines_dropped_total', () => one(sources.droppedLogLines()));
  metrics.read('database_bytes', async () => one(await sources.databaseBytes()));
  metrics.read('build_info', () => {
    const { version: codex } = core.engineHealth();
    return [{ labels: { version: sources.version, codex }, value: 1 }];
  });
  readQuota(metrics, core);
}

function readQuota(metrics: MetricSet, core: MetricSources['core']): void {
  const eachWindow = (valueOf: (window: QuotaWindow) => number | null) => () =>
    [...namedWindows(core.knownQuota())].flatMap(([window, reading]) => {
      const value = valueOf(reading);
      return value === null ? [] : [{ labels: { window }, value }];
    });
  metrics.read(
    'quota_used_ratio',
    eachWindow(({ usedPercent }) => usedPercent / 100),
  );
  metrics.read(
    'quota_reset_timestamp_seconds',
    eachWindow(({ resetsAt }) => resetsAt && resetsAt.getTime() / 1000),
  );
  metrics.read(
    'quota_observed_timestamp_seconds',
    eachWindow(({ observedAt }) => observedAt.getTime() / 1000),
  );
}

/** As `/healthz` judges it. A service that cannot be reached is no failure of the engine. */
function isUp(core: MetricSources['core']): boolean {
  const { state, breaker } = core.engineHealth();
  return state === 'ready' && breaker?.kind !== 'engine';
}

function one(value: number): readonly Reading<never>[] {
  return [{ labels: {}, value }];
}

function each<Label extends string>(
  counts: ReadonlyMap<string, number>,
  labelsOf: (name: string) => Readonly<Record<Label, string>>,
): readonly Reading<Label>[] {
  return [...counts].map(([name, value]) => ({ labels: labelsOf(name), value }));
}
