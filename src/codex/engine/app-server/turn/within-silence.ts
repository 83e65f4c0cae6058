import { CancelledError } from '../../../../errors/errors.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import { silentError } from '../../service/errors/silence.ts';

/**
 * Waits for a task. Rejects if the task takes too long or the signal aborts. The task then runs on
 * without a waiter, and its result goes to `discard`.
 *
 * @param ms How long it may take.
 */
export async function withinSilence<T>(
  task: Promise<T>,
  ms: number,
  signal: AbortSignal,
  discard: (value: T) => void,
): Promise<T> {
  let cancel = (): void => {};
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => reject(new CancelledError());
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    return await settleWithin(Promise.race([task, cancelled]), ms, () => silentError(ms));
  } catch (error) {
    task.then(discard, () => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
