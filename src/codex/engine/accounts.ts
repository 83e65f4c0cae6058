import type { Account, AccountState, Login, QuotaWindow } from './account.ts';
import type { EventStream } from '../streams/event-stream.ts';

/** The account part of a session core. */
export interface Accounts {
  /** The last known login. Asks neither Codex nor the service. */
  knownAccount(): Account;
  /**
   * The last known windows of the quota, without those that were reset since; null until the service
   * reports any. Asks neither Codex nor the service.
   */
  knownQuota(): readonly QuotaWindow[] | null;
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
