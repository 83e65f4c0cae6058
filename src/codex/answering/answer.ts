import { toCodexServeError } from '../../errors/errors.ts';
import { AttemptBudget } from '../completion/attempt-budget.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { CompletionRequest } from '../completion/request.ts';
import { EngineDiedError } from '../engine/engine-died.ts';
import type { Engine } from '../engine/engine.ts';
import { createShaper } from '../shaping/shaper.ts';
import { explainError, type ErrorFacts } from './explain-error.ts';

/** Answers a request into its completion, to the end. Never rejects: a failure is the completion's. */
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
 * Runs an answer. Where the engine dies before the client has got anything of it, it is run once
 * more on the next one.
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
  const shaper = createShaper(asked, completion);
  const request = { completionId, model, effort, asked, attempts };
  shaper.end(await engine.run(request, shaper, stopped));
}
