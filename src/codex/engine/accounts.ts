import type { Account, AccountState, Login } from './account.ts';
import type { EventStream } from '../streams/event-stream.ts';

/** What a session core offers of the account. */
export interface Accounts {
  /** The login as it was last seen; asks nobody. */
  knownAccount(): Account;
  /** See `SessionCore.accountState`. */
  accountState(): Promise<AccountState>;
  /** See `SessionCore.accountChanges`. */
  accountChanges(): EventStream<AccountState>;
  /** See `SessionCore.startLogin`. */
  startLogin(signal: AbortSignal): Promise<Login>;
  /** See `SessionCore.cancelLogin`. */
  cancelLogin(id: string): Promise<Login>;
  /** See `SessionCore.logout`. */
  logout(): Promise<Account>;
}
