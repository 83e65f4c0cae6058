import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { Libraries } from './libraries.ts';
import type { BatchSettings } from './settings/settings.ts';

/** Warns of spans that did not arrive, at most once a minute. */
const warnEveryMs = 60_000;

/** Spans that were lost, and why last. */
interface Losses {
  /** Adds to them, and warns where the last warning is old enough. */
  add(count: number, error: unknown): void;
}

function createLosses(logger: Logger): Losses {
  let lost = 0;
  let warnedAt = -Infinity;
  return {
    add(count, error) {
      lost += count;
      if (performance.now() - warnedAt < warnEveryMs) return;
      warnedAt = performance.now();
      logger.warn({ lostSpans: lost, reason: reasonOf(error) }, 'traces cannot be sent');
      lost = 0;
    },
  };
}

/**
 * Sends finished spans in batches, in the background. As many as the settings say wait; those beyond
 * are dropped. The log says how many were lost, and why, at most once a minute.
 */
export function createBatches(
  { sdk, core }: Libraries,
  exporter: SpanExporter,
  settings: BatchSettings,
  logger: Logger,
): SpanProcessor {
  const losses = createLosses(logger);
  let waiting = 0;
  const watched: SpanExporter = {
    export(spans, done) {
      waiting -= spans.length;
      exporter.export(spans, (result) => {
        if (result.code !== core.ExportResultCode.SUCCESS) losses.add(spans.length, result.error);
        done(result);
      });
    },
    shutdown: async () => await exporter.shutdown(),
  };
  const batches = new sdk.BatchSpanProcessor({
    exporter: watched,
    maxQueueSize: settings.maxQueueSize,
    maxExportBatchSize: settings.maxExportBatchSize,
    scheduledDelayMillis: settings.scheduledDelayMs,
    exportTimeoutMillis: settings.exportTimeoutMs,
  });
  return {
    onStart: (span, context) => batches.onStart(span, context),
    onEnd(span: ReadableSpan) {
      // It drops one that finds no room without a word.
      if (waiting >= settings.maxQueueSize) losses.add(1, new Error('Too many spans wait.'));
      else waiting += 1;
      batches.onEnd(span);
    },
    forceFlush: async () => await batches.forceFlush(),
    shutdown: async () => await batches.shutdown(),
  };
}

/** A refused connection to a name with several addresses is an error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : 'The reason is unknown.';
}
