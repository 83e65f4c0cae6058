import type { Logger } from 'pino';
import type { CountRefusal } from '../codex/completion/refusal.ts';
import type { Surface } from '../codex/completion/surface.ts';
import {
  restartReasons,
  threadOrigins,
  type EngineObserver,
} from '../codex/engine/engine-observer.ts';
import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import { countCompletions, watchedCode } from './count-completions.ts';
import { createLabels } from './labels.ts';
import { createMetricSet, type Exposition, type MetricsFormat } from './metric-set.ts';
import { readMetrics, type MetricSources } from './read-metrics.ts';

/** The metrics of a gateway. */
export interface Metrics {
  readonly completions: CompletionObserver;
  readonly engine: EngineObserver;
  readonly countRefusal: CountRefusal;
  /** Says where the rest is read. Call it once, before any completion. */
  readFrom(sources: MetricSources): void;
  /** All metrics. Never rejects: a metric that cannot be read is missing. */
  write(format: MetricsFormat): Promise<Exposition>;
}

/** What metrics are made with. */
export interface MetricsOptions {
  readonly logger: Logger;
  /** The APIs that the gateway serves. */
  readonly surfaces: ReadonlySet<Surface>;
}

/** Creates the metrics of a gateway. All counts begin at 0. */
export function createMetrics({ logger, surfaces }: MetricsOptions): Metrics {
  const metrics = createMetricSet(logger);
  const { labels, learnFrom } = createLabels(surfaces);
  const completions = countCompletions(metrics, labels, surfaces);
  const refused = metrics.counter('refused_total');
  const restarts = metrics.counter('engine_restarts_total');
  const threads = metrics.counter('thread_starts_total');
  for (const surface of surfaces) refused.inc({ surface, reason: watchedCode }, 0);
  for (const reason of restartReasons) restarts.inc({ reason }, 0);
  for (const kind of threadOrigins) threads.inc({ kind }, 0);
  return {
    completions,
    engine: {
      restarted: (reason) => restarts.inc({ reason }),
      threadTaken: (kind) => threads.inc({ kind }),
    },
    countRefusal: ({ error, surface }) =>
      refused.inc({ surface: labels.surface(surface), reason: error.code }),
    readFrom(sources) {
      learnFrom(sources.core);
      readMetrics(metrics, { ...sources, running: () => completions.running() });
    },
    write: async (format) => await metrics.write(format),
  };
}
