import type { Accounts } from '../../accounts.ts';
import type { QuotaWindows } from '../account/quota-windows.ts';
import type { Supervisor } from '../process/supervisor.ts';
import { watchAccount } from './account-watch.ts';
import { createLogins, type Logins } from './logins.ts';

/** The account of a supervisor's current process. */
export interface SupervisedAccounts {
  readonly accounts: Accounts;
  /** Call this when the supervisor gets another process, or loses its process. */
  processChanged(): void;
  /** Call this when more is known of the quota. */
  quotaChanged(): void;
  /** Fails a pending login with `shutting_down`, and ends all streams. */
  close(): void;
}

/** What the account asks of the rest of the engine. */
export interface AccountHooks {
  /** Called when the login may have been made or ended. */
  onLogin(): void;
  /** Removes the user's login file after a logout. */
  removeLogin(): Promise<void>;
}

/** The account and its logins, always on the supervisor's current process. */
export function createAccounts(
  supervisor: Supervisor,
  quota: Pick<QuotaWindows, 'all' | 'credits'>,
  hooks: AccountHooks,
): SupervisedAccounts {
  const logins: Logins = createLogins(supervisor, {
    onChange: () => watch.loginChanged(),
    removeLogin: async () => await hooks.removeLogin(),
  });
  const watch = watchAccount(supervisor, quota, logins, () => hooks.onLogin());
  return {
    accounts: {
      knownAccount: () => watch.known(),
      knownQuota: () => quota.all(),
      accountState: async () => await watch.state(),
      accountChanges: () => watch.changes(),
      startLogin: async (signal) => await logins.start(signal),
      cancelLogin: async (id) => await logins.cancel(id),
      logout: async () => await logins.logout(),
    },
    processChanged: () => watch.processChanged(),
    quotaChanged: () => watch.quotaChanged(),
    close() {
      logins.close();
      watch.close();
    },
  };
}
