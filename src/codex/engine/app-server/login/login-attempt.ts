import { LoginFailedError } from '../../../../errors/login-errors.ts';
import type { CodexServeError } from '../../../../errors/errors.ts';
import type { Login } from '../../account.ts';
import type { LoginOutcome } from '../account/login-outcomes.ts';

/** How long Codex waits for a code to be approved (measured on Codex 0.169.0). */
const lifetimeMs = 15 * 60 * 1000;

/** A device code from the app-server. */
export type DeviceCode = Pick<Login, 'id' | 'verificationUrl' | 'userCode'>;

/** One login, from its code to its end. */
export class LoginAttempt {
  /** The error message if the login is cancelled. */
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

  /** The login in its current state. */
  get login(): Login {
    return this.#login;
  }

  /** Whether the login can still be approved. */
  get isPending(): boolean {
    return this.#login.status === 'pending';
  }

  /** Marks the login as approved. Has no effect after its end. */
  complete(): void {
    if (this.isPending) this.#login = { ...this.#login, status: 'completed' };
  }

  /** Marks the login as failed. Has no effect after its end. */
  fail(error: CodexServeError): void {
    if (this.isPending) this.#login = { ...this.#login, status: 'failed', error };
  }

  /** The error of a cancelled login. */
  cancelled(): LoginFailedError {
    return new LoginFailedError('login_cancelled', this.cancelMessage);
  }

  /** The error for a failure that the app-server reports (texts of Codex 0.169.0). */
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
