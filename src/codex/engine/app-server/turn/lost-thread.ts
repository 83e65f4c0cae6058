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
 * Codex has no login, or the service refused its token. No output of the answer has come, so the turn
 * can run again with another token.
 */
export class RefusedTokenError extends Error {
  override readonly name = 'RefusedTokenError';

  constructor(cause: CodexServeError) {
    super('the service refused the token', { cause });
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

/** Whether a turn failed because Codex has no login that the service accepts. */
export function isRefusedToken(error: unknown): error is CodexServeError {
  return error instanceof CodexServeError && error.code === 'codex_login_required';
}
