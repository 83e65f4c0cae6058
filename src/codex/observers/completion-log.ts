import type { Logger } from 'pino';
import { UpstreamError, type CodexServeError } from '../../errors/errors.ts';
import type { Completion } from '../completion/completion.ts';
import { durationMs, timeToFirstTokenMs } from '../completion/times.ts';
import { programOf } from '../completion/program.ts';
import { logIds } from '../completion/log-ids.ts';
import { shownNames } from '../../util/shown-names.ts';
import type { CompletionObserver } from './completion-observer.ts';

/** More fields of the lines of a completion; undefined for none. */
export type MoreFields = (completion: Completion) => object | undefined;

/**
 * Logs one line when a completion ends: how it ended, how long it took, what it used, and which fields
 * of its request had no effect, but no text. Times count from the completion's creation. A failure of
 * Codex or of the service is logged as an error, with its cause.
 */
export function completionLog(
  logger: Logger,
  moreFields: MoreFields = () => undefined,
): CompletionObserver {
  return {
    ended(completion) {
      const { surface, caller, model, effort, status, finishReason, usage, engine } = completion;
      const { queuedMs, error, ignored, unmet } = completion;
      logger[levelOf(completion)](
        {
          ...logIds(completion),
          ...moreFields(completion),
          surface,
          keyName: caller.name,
          program: programOf(caller.userAgent),
          engine,
          model,
          effort,
          status,
          finishReason,
          usage,
          queuedMs,
          firstTokenMs: timeToFirstTokenMs(completion) ?? undefined,
          durationMs: durationMs(completion),
          ...(ignored.length > 0 && { ignored: shownNames(ignored) }),
          ...(unmet.length > 0 && { unmet: shownNames(unmet) }),
          ...(completion.previousId !== null && { previousId: completion.previousId }),
          ...(completion.conversationId !== null && { conversationId: completion.conversationId }),
          ...(error === null ? {} : { code: error.code, cause: causeOf(error), err: error }),
        },
        'completion',
      );
    },
    repeated(completion, { caller }) {
      const { surface } = completion;
      logger.info(
        { ...logIds({ id: completion.id, caller }), surface, keyName: caller.name },
        'a repeated request got the completion of the first',
      );
    },
  };
}

function levelOf({ status, error }: Completion): 'info' | 'warn' | 'error' {
  if (status !== 'failed') return 'info';
  return error instanceof UpstreamError ? 'error' : 'warn';
}

/** The error message of the cause, if it adds anything; else undefined. */
function causeOf({ cause }: CodexServeError): string | undefined {
  if (typeof cause === 'string') return cause;
  return cause instanceof Error ? cause.message : undefined;
}
