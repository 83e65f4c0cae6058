import { CancelledError } from '../../../../errors/errors.ts';

/** The outcome of a shared task, or `CancelledError` once the signal aborts. The task continues for the others. */
export async function abortable<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new CancelledError();
  let leave = (): void => {};
  const cancelled = new Promise<never>((_, reject) => {
    const cancel = (): void => reject(new CancelledError());
    signal.addEventListener('abort', cancel, { once: true });
    leave = () => signal.removeEventListener('abort', cancel);
  });
  return await Promise.race([task, cancelled]).finally(leave);
}
