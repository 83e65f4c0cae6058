import type { ErrorCode } from './error-table.ts';
import { CodexServeError, type ErrorDetails } from './errors.ts';

/** A login failed: it was cancelled, not approved in time, or refused. */
export class LoginFailedError extends CodexServeError {
  override readonly name = 'LoginFailedError';

  constructor(
    code: Extract<ErrorCode, 'login_cancelled' | 'login_expired' | 'login_failed'>,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(code, message, details);
  }
}

/** There is no pending or recent login with this ID. */
export class LoginNotFoundError extends CodexServeError {
  override readonly name = 'LoginNotFoundError';

  constructor(id: string) {
    super('login_not_found', `No pending or recent login has the id '${id}'.`, { param: 'id' });
  }
}

/** This client may not do what only an admin may. */
export class NotPermittedError extends CodexServeError {
  override readonly name = 'NotPermittedError';

  /** @param what As the subject of a sentence. Default: changing the machine's login. */
  constructor(what = 'Logging Codex in or out') {
    super(
      'not_permitted',
      `${what} needs the admin token, which \`codex-serve admin-token\` prints, or an API key that --admin-keys names.`,
    );
  }
}

const notNeeded =
  'The upstream of the Codex configuration on this machine needs no login, and would not use one.';

/** The upstream needs no login: making or ending one would change nothing for the gateway. */
export class LoginNotNeededError extends CodexServeError {
  override readonly name = 'LoginNotNeededError';

  constructor() {
    super('login_not_needed', notNeeded);
  }
}
