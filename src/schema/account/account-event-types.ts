import { LoginFailedError } from '../../errors/login-errors.ts';
import { momentView } from '../node/account-view.ts';
import type { Builder } from '../kit/builder.ts';
import { asErrorData } from '../kit/error-types.ts';
import type { AccountEvent, LoginEvent } from './account-events.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    AccountLoginCompleted: LoginEvent;
    AccountLoginFailed: LoginEvent;
    AccountLoginStarted: LoginEvent;
    AccountUpdated: AccountEvent;
  }
  interface InterfaceTypes {
    AccountEvent: AccountEvent;
  }
}

const typeNames = {
  updated: 'AccountUpdated',
  'login-started': 'AccountLoginStarted',
  'login-completed': 'AccountLoginCompleted',
  'login-failed': 'AccountLoginFailed',
} as const;

const theLogin = 'The login as it stands when this happened.';

/** The `AccountEvent` interface and the types that implement it. */
export function addAccountEvents(builder: Builder): void {
  builder.interfaceType('AccountEvent', {
    description:
      'One thing that happened to the account. More types may be added: ignore those you do not know.',
    resolveType: ({ type }) => typeNames[type],
    fields: (t) => ({
      account: t.field({
        type: 'Account',
        description: 'The account as it stands after this. Reading it asks nobody.',
        resolve: ({ state }) => momentView(state),
      }),
    }),
  });
  builder.objectType('AccountUpdated', {
    description: 'The first event, and each change of the account: its login, plan or quota.',
    interfaces: ['AccountEvent'],
  });
  builder.objectType('AccountLoginStarted', {
    description:
      'A login waits for somebody to approve it. It also comes first for one that was pending before.',
    interfaces: ['AccountEvent'],
    fields: (t) => ({
      login: t.field({ type: 'Login', description: theLogin, resolve: ({ login }) => login }),
    }),
  });
  builder.objectType('AccountLoginCompleted', {
    description: 'Somebody approved a login. Chats use it from here on.',
    interfaces: ['AccountEvent'],
    fields: (t) => ({
      login: t.field({ type: 'Login', description: theLogin, resolve: ({ login }) => login }),
    }),
  });
  builder.objectType('AccountLoginFailed', {
    description:
      'A login failed: it was cancelled or refused, its code expired, or the engine died. An earlier login, if any, remains valid.',
    interfaces: ['AccountEvent'],
    fields: (t) => ({
      login: t.field({ type: 'Login', description: theLogin, resolve: ({ login }) => login }),
      error: t.field({
        type: 'Error',
        description: 'A `LoginFailedError` or `UpstreamError`.',
        resolve: ({ login }) => asErrorData(login.error ?? unexplained()),
      }),
    }),
  });
}

function unexplained(): LoginFailedError {
  return new LoginFailedError('login_failed', 'The login failed.');
}
