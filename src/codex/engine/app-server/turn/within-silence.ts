import { CancelledError } from '../../../../errors/errors.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import { silentError } from './silence.ts';

/**
 * The outcome of a task, unless it takes too long or nobody wants it any more. The task goes on then,
 * and what it brings is given to `discard`.
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
