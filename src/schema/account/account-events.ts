import type { AccountState, Login } from '../../codex/engine/account.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';

/** One event of the account, with the state after it. */
export type AccountEvent = { readonly type: 'updated'; readonly state: AccountState } | LoginEvent;

/** What happened to a login. */
export interface LoginEvent {
  readonly type: LoginEventType;
  readonly state: AccountState;
  readonly login: Login;
}

/** What can happen to a login. */
export type LoginEventType = 'login-started' | 'login-completed' | 'login-failed';

/**
 * What happens to the account, from the states that it goes through: the account as it is, a login
 * that is pending already, and then each change. A slow reader misses states in between,
 * but no login and no end of one.
 */
export function accountEvents(states: EventStream<AccountState>): EventStream<AccountEvent> {
  let seen: AccountState | undefined;
  let events: AccountEvent[] = [];

  async function next(): Promise<IteratorResult<AccountEvent, void>> {
    for (;;) {
      const event = events.shift();
      if (event !== undefined) return { done: false, value: event };
      const { done, value } = await states.next();
      if (done === true) return { done, value: undefined };
      events = eventsBetween(seen, value);
      seen = value;
    }
  }

  return {
    next,
    async return() {
      events = [];
      await states.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function eventsBetween(before: AccountState | undefined, state: AccountState): AccountEvent[] {
  const isSame = JSON.stringify(before?.account) === JSON.stringify(state.account);
  const events: AccountEvent[] = isSame ? [] : [{ type: 'updated', state }];
  for (const login of state.logins) {
    const types = loginEvents(before, login);
    events.push(...types.map((type) => ({ type, state, login })));
  }
  return events;
}

function loginEvents(before: AccountState | undefined, { id, status }: Login): LoginEventType[] {
  const known = before?.logins.find((login) => login.id === id);
  const started: LoginEventType[] = known === undefined ? ['login-started'] : [];
  if (status === 'pending') return started;
  // Logins that ended before the first state are not reported.
  if (before === undefined || (known !== undefined && known.status !== 'pending')) return [];
  return [...started, status === 'completed' ? 'login-completed' : 'login-failed'];
}
