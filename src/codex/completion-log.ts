import type { Logger } from 'pino';
import type { Completion } from './completion/completion.ts';
import type { CompletionEvent } from './completion/events.ts';
import type { CompletionRequest } from './completion/request.ts';

/** Logs one line when a completion ends: how, how long it took, and what it cost. No text. */
export function logCompletion(logger: Logger, completion: Completion): void {
  const startedAt = performance.now();
  const end = (): void => {
    const { id, surface, client, model, effort, status, finishReason, usage, error } = completion;
    const { queuedMs } = completion;
    logger[status === 'failed' ? 'warn' : 'info'](
      {
        completionId: id,
        surface,
        keyName: client.keyName,
        model,
        effort,
        status,
        finishReason,
        usage,
        queuedMs,
        durationMs: Math.round(performance.now() - startedAt),
        ...(error === null ? {} : { code: error.code, err: error }),
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
