import type { Logger } from 'pino';
import type { Completion } from '../completion/completion.ts';
import type { CompletionEvent } from '../completion/events.ts';
import { logIds } from '../completion/log-ids.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { CompletionObserver } from './completion-observer.ts';

/** Logs the request and each event of every completion, text included. For verbose logs only. */
export function verboseLog(logger: Logger): CompletionObserver {
  const followed = new WeakSet<Completion>();

  /** Called for both `queued` and `started`; follows each completion once. */
  const follow = (completion: Completion, request: CompletionRequest): void => {
    if (followed.has(completion)) return;
    followed.add(completion);
    const log = logger.child(logIds(completion));
    log.info({ request }, 'completion request');
    logEvents(log, completion.events()).catch((error: unknown) => {
      log.warn({ err: error }, 'lost sight of the events');
    });
  };

  return { queued: follow, started: follow };
}

async function logEvents(log: Logger, events: AsyncIterable<CompletionEvent>): Promise<void> {
  for await (const event of events) log.info({ event }, 'completion event');
}
