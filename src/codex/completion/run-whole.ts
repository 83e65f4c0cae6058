import { CodexServeError } from '../../errors/errors.ts';
import { AttemptBudget } from './attempt-budget.ts';
import type { Completion } from './completion.ts';

/** Starts a completion whose request counts its attempts in this budget. */
export type StartCompletion = (attempts: AttemptBudget) => Promise<Completion>;

/**
 * Runs a completion to its end, for a client that gets the answer in one piece. If the connection
 * to the service broke and the second answer differed, a stream could only end in an error. This
 * client has seen nothing yet, so the completion is started once more. Resolves with the successful
 * completion; rejects with the error of the last one, or as `start` does.
 */
export async function runWhole(start: StartCompletion): Promise<Completion> {
  const attempts = new AttemptBudget();
  try {
    return await toItsEnd(start, attempts);
  } catch (error) {
    const hasDiverged = error instanceof CodexServeError && error.code === 'answer_diverged';
    if (!hasDiverged || !attempts.hasLeft) throw error;
    return await toItsEnd(start, attempts);
  }
}

async function toItsEnd(start: StartCompletion, attempts: AttemptBudget): Promise<Completion> {
  const completion = await start(attempts);
  await completion.result();
  return completion;
}
