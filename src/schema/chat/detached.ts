/**
 * Starts what runs on when its client leaves. Until it has started, the abort of the client's signal
 * is still passed on: nobody could know the id of what would run.
 */
export async function detached<T>(
  client: AbortSignal,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (client.aborted) abort();
  client.addEventListener('abort', abort, { once: true });
  try {
    return await start(controller.signal);
  } finally {
    client.removeEventListener('abort', abort);
  }
}
