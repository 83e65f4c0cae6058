import type { Logger } from 'pino';
import type { Completion } from '../codex/completion/completion.ts';
import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import type { RequestTracer, TraceIds } from '../http/request-tracer.ts';
import { createCompletionSpans } from './completion-spans.ts';
import { createContexts } from './contexts.ts';
import { loadLibraries, MissingPackageError, type Libraries } from './libraries.ts';
import { openTracer } from './open-tracer.ts';
import { createRequestSpans } from './request-spans.ts';
import { readTracingPlan, type TracingSettings } from './settings/settings.ts';
import type { Variables } from './settings/variables.ts';

/** Traces what the gateway does. */
export interface Tracing {
  readonly requests: RequestTracer;
  readonly completions: CompletionObserver;
  /** The span of a completion; undefined for one that is long over. */
  idsOf(completion: Pick<Completion, 'id'>): TraceIds | undefined;
  /** Sends the spans that wait, within two seconds. Never rejects. */
  close(): Promise<void>;
}

/** How long the last spans may take to be sent, in milliseconds. */
const closeMs = 2000;

/**
 * Traces by OpenTelemetry where its environment variables ask for it; see `readTracingPlan`.
 * Undefined, and no library loaded, where they do not. Warns of wrong values and of missing packages.
 *
 * @param version Of this program.
 */
export async function startTracing(
  variables: Variables,
  version: string,
  logger: Logger,
): Promise<Tracing | undefined> {
  const { settings, faults } = readTracingPlan(variables, version);
  if (faults.length > 0) logger.warn({ faults }, 'wrong OpenTelemetry variables');
  if (settings === null) return undefined;
  try {
    return traceWith(await loadLibraries(settings), settings, version, logger);
  } catch (error) {
    if (!(error instanceof MissingPackageError)) throw error;
    logger.warn({ reason: error.message }, 'traces are off');
    return undefined;
  }
}

function traceWith(
  libraries: Libraries,
  settings: TracingSettings,
  version: string,
  logger: Logger,
): Tracing {
  const opened = openTracer(libraries, settings, version, logger);
  const { tracer } = opened;
  const { capturesContent, continuesTraces, otlp, isPrinted } = settings;
  const contexts = createContexts(libraries, continuesTraces);
  // Without user and password, which may stand in an address.
  const { origin, pathname } = new URL(otlp?.url ?? 'http://localhost');
  const endpoint = otlp === null ? undefined : origin + pathname;
  logger.info({ endpoint, isPrinted, capturesContent }, 'traces are on');
  return {
    requests: createRequestSpans(libraries, tracer, contexts),
    completions: createCompletionSpans({ libraries, tracer, contexts, capturesContent }),
    idsOf: ({ id }) => contexts.idsOf(id),
    close: async () => await opened.close(closeMs),
  };
}
