import { CodexServeError, InvalidRequestError } from '../../../../errors/errors.ts';

/**
 * The thread that a conversation was to go on in turned out not to be of use. Nothing was heard of
 * an answer, so that the conversation can be replayed in another.
 */
export class LostThreadError extends Error {
  override readonly name = 'LostThreadError';

  constructor(cause: unknown) {
    super('the thread of an earlier turn could not be gone on in', { cause });
  }
}

/**
 * Whether a failure may be the thread's: its app-server died, or has it no more, or the service
 * refused what was asked, of which the reasoning that the thread kept is a part.
 */
export function isThreadAtFault(error: unknown): boolean {
  if (error instanceof InvalidRequestError) return true;
  return error instanceof CodexServeError && error.code === 'engine_unavailable';
}
