import type { Account, AccountState } from '../../codex/engine/account.ts';
import type { SessionCore } from '../../codex/session-core.ts';

/** The source value of the type `Account`. */
export interface AccountView {
  readonly status: Account;
  /** Includes what only the service knows, which is read only if a client selects it. */
  state(): Promise<AccountState>;
}

/** An account whose details are asked for once, by the first field that needs them. */
export function askedView(core: SessionCore, status: Account): AccountView {
  let asked: Promise<AccountState> | undefined;
  return { status, state: async () => await (asked ??= core.accountState()) };
}

/** An account at one moment. */
export function momentView(state: AccountState): AccountView {
  return { status: state.account, state: async () => await Promise.resolve(state) };
}
