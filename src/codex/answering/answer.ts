import type { Logger } from 'pino';
import { toCodexServeError } from '../../errors/errors.ts';
import { AttemptBudget } from '../completion/attempt-budget.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import { logIds } from '../completion/log-ids.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { Engine } from '../engine/engine.ts';
import { reasonToRunAgain } from '../engine/run-again.ts';
import { createShaper } from '../shaping/shaper.ts';
import { explainError, type ErrorFacts } from './explain-error.ts';
import { assertSupported, ignoredHints } from './fields-beyond.ts';

/** Runs a completion to its end. Never rejects: a failure becomes the completion's error. */
export async function answer(
  engine: Engine,
  request: CompletionRequest,
  completion: LiveCompletion,
  { logger, ...facts }: ErrorFacts & { readonly logger: Logger },
): Promise<void> {
  try {
    await runAnswer(engine, request, completion, logger);
  } catch (error) {
    completion.fail(explainError(toCodexServeError(error), facts));
  }
}

/**
 * Runs an answer. If an engine dies, or is refused, before the client has received any output, runs
 * the answer again, once for each of the two.
 */
async function runAnswer(
  engine: Engine,
  request: CompletionRequest,
  completion: LiveCompletion,
  logger: Logger,
): Promise<void> {
  const attempts = request.attempts ?? new AttemptBudget();
  attempts.onRetry = (error) => {
    logger.warn(
      { ...logIds(completion), ...(error && { code: error.code, reason: error.message }) },
      'the service is asked again',
    );
  };
  const reasons = new Set<string>();
  for (;;) {
    try {
      return await runOnce(engine, request, completion, attempts);
    } catch (error) {
      const reason = reasonToRunAgain(error);
      const isRepeated = reason === null || reasons.has(reason);
      if (isRepeated || !isUnseen(completion) || !attempts.hasLeft) throw error;
      reasons.add(reason);
      logger.warn(
        { ...logIds(completion), reason, cause: toCodexServeError(error).message },
        'the answer is run again',
      );
    }
  }
}

function isUnseen({ status, firstTokenAt, items }: LiveCompletion): boolean {
  return status === 'running' && firstTokenAt === null && items.length === 0;
}

async function runOnce(
  engine: Engine,
  asked: CompletionRequest,
  completion: LiveCompletion,
  attempts: AttemptBudget,
): Promise<void> {
  const { id: completionId, model, effort, stopped } = completion;
  const noteEngine = (name: string): void => completion.noteEngine(name);
  const request = { completionId, model, effort, asked, attempts, noteEngine };
  const capabilities = engine.capabilities(request);
  assertSupported(capabilities, asked);
  for (const field of ignoredHints(capabilities, asked)) completion.markUnmet(field);
  const shaper = createShaper(asked, completion, capabilities);
  shaper.end(await engine.run(request, shaper, stopped));
}
