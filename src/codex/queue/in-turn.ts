import type { LiveCompletion } from '../completion/live-completion.ts';
import type { Place } from './turn-queue.ts';

/**
 * Does a completion's work once its turn has come, and leaves the place behind it. A completion that
 * is stopped while it waits leaves at once, and nothing is done for it.
 */
export async function inTurn(
  place: Place,
  completion: LiveCompletion,
  work: () => Promise<void>,
): Promise<void> {
  const { stopped } = completion;
  try {
    if (place.wait !== null && !stopped.aborted) {
      stopped.addEventListener('abort', place.leave, { once: true });
      await place.wait;
      stopped.removeEventListener('abort', place.leave);
    }
    completion.begin();
    if (!stopped.aborted) await work();
  } finally {
    place.leave();
  }
}
