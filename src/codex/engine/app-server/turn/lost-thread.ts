import { CodexServeError, InvalidRequestError } from '../../../../errors/errors.ts';

/**
 * A conversation could not continue in its kept thread. No output of an answer has come, so the
 * conversation can be replayed in another thread.
 */
export class LostThreadError extends Error {
  override readonly name = 'LostThreadError';

  constructor(cause: unknown) {
    super('the conversation could not continue in its thread', { cause });
  }
}

/**
 * Whether the thread may have caused a failure: its app-server died or no longer has the thread, or
 * the service refused the request, which includes the reasoning that the thread kept.
 */
export function isThreadAtFault(error: unknown): boolean {
  if (error instanceof InvalidRequestError) return true;
  return error instanceof CodexServeError && error.code === 'engine_unavailable';
}
