import { toCodexServeError } from '../../errors/errors.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { Slot } from './turn-queue.ts';

/**
 * Does a completion's work once its turn has come, and gives the place back afterwards. A completion
 * that is stopped while it waits leaves at once, and nothing is done for it. One that waits too long
 * fails with what its place says.
 */
export async function inTurn(
  slot: Slot,
  completion: LiveCompletion,
  work: () => Promise<void>,
): Promise<void> {
  const { stopped } = completion;
  try {
    await turnOf(slot, stopped);
    completion.begin();
    if (!stopped.aborted) await work();
  } catch (error) {
    completion.fail(toCodexServeError(error));
  } finally {
    slot.leave();
  }
}

async function turnOf({ wait, leave }: Slot, stopped: AbortSignal): Promise<void> {
  if (wait === null || stopped.aborted) return;
  stopped.addEventListener('abort', leave, { once: true });
  await wait.finally(() => stopped.removeEventListener('abort', leave));
}
