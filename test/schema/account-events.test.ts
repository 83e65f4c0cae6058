import { describe, expect, it } from 'vitest';
import type { AccountState, Login } from '../../src/codex/engine/account.ts';
import { LatestValue } from '../../src/codex/streams/latest-value.ts';
import { LoginFailedError } from '../../src/errors/login-errors.ts';
import { accountEvents } from '../../src/schema/account/account-events.ts';

const now = new Date();
const account = { isReady: false, method: null, isLoginRequired: true };
const failure = new LoginFailedError('login_cancelled', 'cancelled');

function stateWith(...logins: readonly Login[]): AccountState {
  return { account: { ...account, email: null, plan: null, quota: null, credits: null }, logins };
}

function login(id: string, status: Login['status']): Login {
  const error = status === 'failed' ? failure : null;
  const code = { verificationUrl: 'https://auth.example.com', userCode: 'WXYZ-12345' };
  return { id, ...code, createdAt: now, expiresAt: now, status, error };
}

async function next(events: ReturnType<typeof accountEvents>): Promise<string> {
  const { value } = await events.next();
  if (value === undefined) return 'end';
  return 'login' in value ? `${value.type} ${value.login.id}` : value.type;
}

describe('the events of the account', () => {
  it('leave out no end of a login for a reader that is behind', async () => {
    const states = new LatestValue<AccountState>();
    const events = accountEvents(states.follow());
    states.set(stateWith(login('a', 'pending')));
    expect([await next(events), await next(events)]).toEqual(['updated', 'login-started a']);

    states.set(stateWith(login('a', 'failed'), login('b', 'pending')));
    const completed = stateWith(login('a', 'failed'), login('b', 'completed'));
    states.set({ ...completed, account: { ...completed.account, isReady: true } });
    expect([
      await next(events),
      await next(events),
      await next(events),
      await next(events),
    ]).toEqual(['updated', 'login-failed a', 'login-started b', 'login-completed b']);
  });

  it('leave out what ended before they began', async () => {
    const states = new LatestValue<AccountState>();
    states.set(stateWith(login('a', 'failed'), login('b', 'completed')));
    const events = accountEvents(states.follow());
    states.close();

    expect([await next(events), await next(events)]).toEqual(['updated', 'end']);
  });
});
