import type { Completion } from '../codex/completion/completion.ts';
import type { Usage } from '../codex/completion/events.ts';
import type { Surface } from '../codex/completion/surface.ts';
import { durationMs, timeToFirstTokenMs } from '../codex/completion/times.ts';
import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import type { Labels } from './labels.ts';
import type { MetricSet } from './metric-set.ts';

/** A lost login. Its counts are there from the start, so that an alert rule sees the first one. */
export const watchedCode = 'codex_login_required';

/** Counts completions. */
export interface CompletionCounts extends CompletionObserver {
  /** How many run on each surface now. */
  running(): ReadonlyMap<string, number>;
}

/**
 * Counts what completions do and use. Nothing is done for a token, so that the cost of an answer does
 * not depend on its length.
 */
export function countCompletions(
  metrics: MetricSet,
  labels: Labels,
  surfaces: ReadonlySet<Surface>,
): CompletionCounts {
  const requests = metrics.counter('requests_total');
  const keyRequests = metrics.counter('key_requests_total');
  const errors = metrics.counter('errors_total');
  const tokens = metrics.counter('tokens_total');
  const keyTokens = metrics.counter('key_tokens_total');
  const firstToken = metrics.histogram('first_token_seconds');
  const duration = metrics.histogram('request_duration_seconds');
  const queueWait = metrics.histogram('queue_wait_seconds');
  const waiting = new WeakSet<Completion>();
  const running = new Map<string, number>([...surfaces].map((name) => [name, 0]));

  for (const surface of surfaces) errors.inc({ surface, code: watchedCode }, 0);

  const change = (surface: string, by: 1 | -1): void => {
    running.set(surface, Math.max(0, (running.get(surface) ?? 0) + by));
  };
  const countTokens = ({ model, caller, usage }: Completion): void => {
    if (usage === null) return;
    for (const [kind, count] of disjoint(usage)) {
      tokens.inc({ model: labels.model(model), kind }, count);
      keyTokens.inc({ key: labels.key(caller), kind }, count);
    }
  };

  return {
    running: () => running,
    queued(completion) {
      waiting.add(completion);
    },
    started(completion) {
      waiting.delete(completion);
      queueWait.observe(completion.queuedMs / 1000);
      change(labels.surface(completion.surface), 1);
      labels.prepare(completion.model);
    },
    firstToken(completion) {
      const ms = timeToFirstTokenMs(completion) ?? 0;
      firstToken.observe({ surface: labels.surface(completion.surface) }, ms / 1000);
    },
    ended(completion) {
      const surface = labels.surface(completion.surface);
      const { status: outcome, error, caller } = completion;
      // It has left the queue without a turn.
      if (waiting.delete(completion)) queueWait.observe(completion.queuedMs / 1000);
      else change(surface, -1);
      requests.inc({ surface, model: labels.model(completion.model), outcome });
      keyRequests.inc({ key: labels.key(caller), outcome });
      if (outcome === 'failed' && error !== null) errors.inc({ surface, code: error.code });
      duration.observe({ surface, outcome }, durationMs(completion) / 1000);
      countTokens(completion);
    },
  };
}

/** A service may report parts that are greater than their whole. */
function disjoint(usage: Usage): readonly (readonly [kind: string, count: number])[] {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningOutputTokens } = usage;
  return [
    ['fresh', countOf(inputTokens - cachedInputTokens)],
    ['cached', countOf(cachedInputTokens)],
    ['answer', countOf(outputTokens - reasoningOutputTokens)],
    ['reasoning', countOf(reasoningOutputTokens)],
  ];
}

function countOf(tokens: number): number {
  return Number.isFinite(tokens) ? Math.max(0, tokens) : 0;
}
