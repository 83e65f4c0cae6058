import { UpstreamError } from '../../../../errors/errors.ts';
import { LoginNotFoundError, LoginNotNeededError } from '../../../../errors/login-errors.ts';
import type { Account, Login } from '../../account.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { EngineLease } from '../process/held-process.ts';
import type { Supervisor } from '../process/supervisor.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import { LoginAttempt } from './login-attempt.ts';
import { askForCode, cancelCode, endLogin, engineDied } from './login-calls.ts';

/** The logins that were started through the gateway. */
export interface Logins {
  /** The recent logins, oldest first. */
  all(): readonly Login[];
  /** See `SessionCore.startLogin`. */
  start(signal: AbortSignal): Promise<Login>;
  /** See `SessionCore.cancelLogin`. */
  cancel(id: string): Promise<Login>;
  /** See `SessionCore.logout`. */
  logout(): Promise<Account>;
  /** Fails a pending login with `shutting_down`. */
  close(): void;
}

/** What logins ask of the rest of the engine. */
export interface LoginHooks {
  /** Called after each change of a login. */
  onChange(): void;
  /** Removes the user's login file after a logout. */
  removeLogin(): Promise<void>;
}

/** How many logins are remembered. */
const kept = 10;

/** How long the app-server may take to report that a cancelled login has ended. */
const endMs = 2000;

/** A login attempt, and the process that waits for its approval. */
interface Held {
  readonly attempt: LoginAttempt;
  readonly engine: EngineProcess;
  /** Resolves when the attempt has ended. */
  readonly ended: Promise<void>;
}

/**
 * Logins by device code through the app-server's own RPC. Only one runs at a time, as in the
 * app-server itself, where a second login ends the first (measured on Codex 0.169.0). A pending
 * login holds its process: if that is replaced meanwhile, it still lives until the login ends.
 */
export function createLogins(supervisor: Supervisor, hooks: LoginHooks): Logins {
  const held: Held[] = [];
  let lastStart: Promise<unknown> = Promise.resolve();

  const pending = (): Held | undefined => held.find(({ attempt }) => attempt.isPending);

  /** Returns the pending login, and notes what will cancel it. */
  function yieldTo(by: string): Held | undefined {
    const earlier = pending();
    if (earlier !== undefined) earlier.attempt.cancelMessage = `The login was cancelled by ${by}.`;
    return earlier;
  }

  /**
   * Cancels a login and waits for the app-server to report its end. If no report comes in time, the
   * login fails here.
   *
   * @param byItself The process that has already ended its own login; null if none has.
   */
  async function end(
    { attempt, engine, ended }: Held,
    byItself: EngineProcess | null,
  ): Promise<void> {
    if (engine !== byItself) await cancelCode(engine.rpc, attempt.login.id);
    await settleWithin(ended, endMs, () => attempt.cancelled()).catch(() => {
      attempt.fail(attempt.cancelled());
      hooks.onChange();
    });
  }

  async function begin(lease: EngineLease, signal: AbortSignal): Promise<Login> {
    const { engine } = lease;
    if (!engine.account.status.isLoginRequired) throw new LoginNotNeededError();
    const earlier = yieldTo('a login that was started after it');
    const attempt = new LoginAttempt(await askForCode(engine.rpc, signal));
    if (earlier !== undefined) await end(earlier, engine);
    held.push({ attempt, engine, ended: follow(attempt, lease) });
    held.splice(0, held.length - kept);
    hooks.onChange();
    return attempt.login;
  }

  async function follow(attempt: LoginAttempt, lease: EngineLease): Promise<void> {
    const { engine } = lease;
    try {
      const died = engine.rpc.closed.then(() => Promise.reject(engineDied()));
      const outcome = await Promise.race([engine.account.outcomes.of(attempt.login.id), died]);
      if (outcome.success) {
        await engine.account.renew();
        engine.threads.clear();
        attempt.complete();
      } else attempt.fail(attempt.failureOf(outcome));
    } catch (error) {
      attempt.fail(engineDied(error));
    } finally {
      hooks.onChange();
      lease.release();
    }
    if (attempt.login.status === 'completed') tellOthers(engine);
  }

  /** A login file that changes is noticed anyway, but a login in a keyring has no file. */
  function tellOthers(engine: EngineProcess): void {
    if (supervisor.current !== engine) void supervisor.replace('login');
  }

  return {
    all: () => held.map(({ attempt }) => attempt.login),
    async start(signal) {
      const start = lastStart.then(async () => {
        signal.throwIfAborted();
        const lease = await supervisor.acquire();
        return await begin(lease, signal).catch((error: unknown) => {
          lease.release();
          throw error;
        });
      });
      lastStart = start.catch(() => {});
      return await start;
    },
    async cancel(id) {
      const found = held.find(({ attempt }) => attempt.login.id === id);
      if (found === undefined) throw new LoginNotFoundError(id);
      const { attempt } = found;
      if (attempt.isPending) {
        attempt.cancelMessage = 'The login was cancelled.';
        await end(found, null);
      }
      return attempt.login;
    },
    async logout() {
      const lease = await supervisor.acquire();
      try {
        const { account } = lease.engine;
        if (!account.status.isLoginRequired) throw new LoginNotNeededError();
        const earlier = yieldTo('a logout');
        await endLogin(lease.engine, async () => await hooks.removeLogin());
        if (earlier !== undefined) await end(earlier, lease.engine);
        return account.status;
      } finally {
        lease.release();
      }
    },
    close() {
      const error = new UpstreamError('shutting_down', 'The server is shutting down.');
      pending()?.attempt.fail(error);
      hooks.onChange();
    },
  };
}
