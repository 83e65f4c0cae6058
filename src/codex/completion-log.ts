import type { Logger } from 'pino';
import { UpstreamError, type CodexServeError } from '../errors/errors.ts';
import type { Completion } from './completion/completion.ts';
import type { CompletionEvent } from './completion/events.ts';
import type { CompletionRequest } from './completion/request.ts';

/** Why it failed, in the words of whoever noticed; undefined where nobody said more. */
function causeOf(error: CodexServeError): string | undefined {
  const { cause } = error;
  if (typeof cause === 'string') return cause;
  return cause instanceof Error ? cause.message : undefined;
}

/**
 * Logs one line when a completion ends: how, how long it took, and what it cost. No text. A failure
 * of Codex or the service is logged as an error, with its cause.
 */
export function logCompletion(logger: Logger, completion: Completion): void {
  const startedAt = performance.now();
  const end = (): void => {
    const { id, surface, caller, model, effort, status, finishReason, usage, error } = completion;
    const { queuedMs } = completion;
    const level = status !== 'failed' ? 'info' : error instanceof UpstreamError ? 'error' : 'warn';
    logger[level](
      {
        completionId: id,
        requestId: caller.requestId,
        surface,
        keyName: caller.name,
        model,
        effort,
        status,
        finishReason,
        usage,
        queuedMs,
        durationMs: Math.round(performance.now() - startedAt),
        ...(error === null ? {} : { code: error.code, cause: causeOf(error), err: error }),
      },
      'completion',
    );
  };
  completion.result().then(end, end);
}

/** Logs a completion's request and each of its events, text included. */
export function logEvents(
  logger: Logger,
  completion: Completion,
  request: CompletionRequest,
): void {
  const log = logger.child({ completionId: completion.id });
  log.info({ request }, 'completion request');
  const follow = async (events: AsyncIterable<CompletionEvent>): Promise<void> => {
    for await (const event of events) log.info({ event }, 'completion event');
  };
  follow(completion.events()).catch((error: unknown) => {
    log.warn({ err: error }, 'lost sight of the events');
  });
}
