import { LoginFailedError } from '../../../../errors/login-errors.ts';
import type { CodexServeError } from '../../../../errors/errors.ts';
import type { Login } from '../../account.ts';
import type { LoginOutcome } from '../account/login-outcomes.ts';

/** How long Codex asks on whether a code is approved (measured on Codex 0.169.0). */
const lifetimeMs = 15 * 60 * 1000;

/** A code that the app-server has been given. */
export type DeviceCode = Pick<Login, 'id' | 'verificationUrl' | 'userCode'>;

/** One login, from its code to its end. */
export class LoginAttempt {
  /** Why it is about to be cancelled, for the one who waits for it. */
  cancelMessage = 'The login was cancelled.';
  #login: Login;

  /** @param now In milliseconds since the epoch. */
  constructor({ id, verificationUrl, userCode }: DeviceCode, now: number = Date.now()) {
    this.#login = {
      id,
      verificationUrl,
      userCode,
      createdAt: new Date(now),
      expiresAt: new Date(now + lifetimeMs),
      status: 'pending',
      error: null,
    };
  }

  /** As it stands now. */
  get login(): Login {
    return this.#login;
  }

  /** Whether nobody has approved it yet, and somebody still may. */
  get isPending(): boolean {
    return this.#login.status === 'pending';
  }

  /** It was approved, and Codex has the login. Without effect on one that has ended. */
  complete(): void {
    if (this.isPending) this.#login = { ...this.#login, status: 'completed' };
  }

  /** Without effect on one that has ended. */
  fail(error: CodexServeError): void {
    if (this.isPending) this.#login = { ...this.#login, status: 'failed', error };
  }

  /** The error of one that was cancelled. */
  cancelled(): LoginFailedError {
    return new LoginFailedError('login_cancelled', this.cancelMessage);
  }

  /** What the app-server says in a failure, as an error (its words: Codex 0.169.0). */
  failureOf({ error }: LoginOutcome): LoginFailedError {
    if (error === 'Login was not completed') return this.cancelled();
    if (error !== null && /timed out/.test(error)) {
      return new LoginFailedError(
        'login_expired',
        'Nobody approved the login before its code expired.',
      );
    }
    return new LoginFailedError(
      'login_failed',
      `The login failed: ${error ?? 'Codex says no more'}.`,
    );
  }
}
