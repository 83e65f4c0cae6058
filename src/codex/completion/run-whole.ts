import { CodexServeError } from '../../errors/errors.ts';
import type { Completion } from './completion.ts';

/**
 * Runs a completion to its end, for a client that gets the answer in one piece. Where the connection
 * to the service broke and the second answer differed, a stream could only end in an error; this
 * client has seen nothing yet, so that the completion is started once more. Resolves with the one
 * that ended well; rejects with the error of the last one, or as `start` does.
 */
export async function runWhole(start: () => Promise<Completion>): Promise<Completion> {
  try {
    return await toItsEnd(start);
  } catch (error) {
    const hasDiverged = error instanceof CodexServeError && error.code === 'answer_diverged';
    if (!hasDiverged) throw error;
    return await toItsEnd(start);
  }
}

async function toItsEnd(start: () => Promise<Completion>): Promise<Completion> {
  const completion = await start();
  await completion.result();
  return completion;
}
