import { toCodexServeError } from '../../errors/errors.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';
import type { Slot } from './turn-queue.ts';

/**
 * Does a completion's work when its turn has come, and then frees its slot. A completion that is
 * stopped while it waits leaves the queue at once, without any work. One that waits too long fails
 * with the error of its slot.
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
