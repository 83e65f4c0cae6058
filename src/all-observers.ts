import type { CompletionObserver } from './codex/observers/completion-observer.ts';
import { completionLog } from './codex/observers/completion-log.ts';
import { verboseLog } from './codex/observers/verbose-log.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { Stores } from './open-stores.ts';
import type { Tracing } from './tracing/start-tracing.ts';

/** What observes the completions of a gateway. */
export interface ObserverParts {
  readonly requestLog: CompletionObserver;
  readonly stores: Pick<Stores, 'alerts' | 'usage'>;
  readonly tracing: Tracing | undefined;
  readonly metrics: Metrics | undefined;
}

/** Every observer of completions, in the order in which they learn of a stage. */
export function allObservers(
  { config, logger }: GatewayOptions,
  { requestLog, stores, tracing, metrics }: ObserverParts,
): readonly CompletionObserver[] {
  return [
    requestLog,
    stores.alerts,
    stores.usage,
    // Before the traces: it says how a completion ended while its span is there.
    completionLog(logger, (completion) => tracing?.idsOf(completion)),
    ...(tracing ? [tracing.completions] : []),
    ...(config.verbose ? [verboseLog(logger)] : []),
    ...(metrics ? [metrics.completions] : []),
  ];
}
