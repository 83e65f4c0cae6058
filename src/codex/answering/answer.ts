import { toCodexServeError } from '../../errors/errors.ts';
import { AttemptBudget } from '../completion/attempt-budget.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { CompletionRequest } from '../completion/request.ts';
import { EngineDiedError } from '../engine/engine-died.ts';
import type { Engine } from '../engine/engine.ts';
import { createShaper } from '../shaping/shaper.ts';
import { explainError, type ErrorFacts } from './explain-error.ts';

/** Runs a completion to its end. Never rejects: a failure becomes the completion's error. */
export async function answer(
  engine: Engine,
  request: CompletionRequest,
  completion: LiveCompletion,
  facts: ErrorFacts,
): Promise<void> {
  try {
    await runAnswer(engine, request, completion);
  } catch (error) {
    completion.fail(explainError(toCodexServeError(error), facts));
  }
}

/**
 * Runs an answer. If the engine dies before the client has received any output, runs the answer
 * once more on the next engine.
 */
async function runAnswer(
  engine: Engine,
  request: CompletionRequest,
  completion: LiveCompletion,
): Promise<void> {
  const attempts = request.attempts ?? new AttemptBudget();
  try {
    return await runOnce(engine, request, completion, attempts);
  } catch (error) {
    const { status, firstTokenAt, items } = completion;
    const isUnseen = status === 'running' && firstTokenAt === null && items.length === 0;
    if (!(error instanceof EngineDiedError) || !isUnseen || !attempts.hasLeft) throw error;
  }
  return await runOnce(engine, request, completion, attempts);
}

async function runOnce(
  engine: Engine,
  asked: CompletionRequest,
  completion: LiveCompletion,
  attempts: AttemptBudget,
): Promise<void> {
  const { id: completionId, model, effort, stopped } = completion;
  const shaper = createShaper(asked, completion, engine.capabilities());
  const request = { completionId, model, effort, asked, attempts };
  shaper.end(await engine.run(request, shaper, stopped));
}
