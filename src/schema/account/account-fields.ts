import { UpstreamError } from '../../errors/errors.ts';
import {
  LoginFailedError,
  LoginNotFoundError,
  LoginNotNeededError,
  NotPermittedError,
} from '../../errors/login-errors.ts';
import { accountEvents } from './account-events.ts';
import { askedView } from '../node/account-view.ts';
import type { Builder } from '../kit/builder.ts';
import { endless } from '../kit/endless.ts';
import { readAccount } from '../node/read-once.ts';

/** The account on `Query`, `Mutation` and `Subscription`. */
export function addAccountFields(builder: Builder): void {
  builder.queryField('account', (t) =>
    t.field({
      type: 'Account',
      description:
        'The login of Codex on this machine, its plan and its quota. `Subscription.account` follows it.',
      resolve: async (_root, _args, context) => await readAccount(context),
    }),
  );
  builder.subscriptionField('account', (t) =>
    t.field({
      type: 'AccountEvent',
      description:
        'The account: first its current state, then each change of login, plan or quota, and the outcome of each login. A slow subscriber gets only the newest state, but every outcome of a login.',
      subscribe: (_root, _args, { core }) => accountEvents(endless(core.accountChanges())),
      resolve: (event) => event,
    }),
  );
  addStartLogin(builder);
  addCancelLogin(builder);
  addLogout(builder);
}

function addStartLogin(builder: Builder): void {
  builder.mutationField('startLogin', (t) =>
    t.field({
      type: 'Login',
      description:
        "Starts a login with ChatGPT by device code. Show its code and address to the person who logs in, and watch `Subscription.account` for the outcome. It replaces the login of the machine's own `codex`. Only one login can be pending: starting another cancels it. This, `cancelLogin` and `logout` need the admin token, sent in place of a key, or an admin API key.",
      errors: {
        types: [NotPermittedError, LoginNotNeededError, LoginFailedError, UpstreamError],
        union: {
          name: 'StartLoginResult',
          description: 'The pending login with its code, or what kept it from being started.',
        },
      },
      resolve: async (_root, _args, { core, signal }) => await core.startLogin(signal),
    }),
  );
}

function addCancelLogin(builder: Builder): void {
  const input = builder.inputType('CancelLoginInput', {
    description: 'What to cancel.',
    fields: (t) => ({
      id: t.id({ required: true, description: "The login's id." }),
    }),
  });
  builder.mutationField('cancelLogin', (t) =>
    t.field({
      type: 'Login',
      description:
        'Cancels a pending login and returns the state it reached. Cancelling one that has ended changes nothing: use `logout` to undo a completed one.',
      errors: {
        types: [NotPermittedError, LoginNotFoundError],
        union: {
          name: 'CancelLoginResult',
          description: 'The login in the state it reached, or what kept it from being cancelled.',
        },
      },
      args: { input: t.arg({ type: input, required: true, description: 'What to cancel.' }) },
      resolve: async (_root, { input: { id } }, { core }) => await core.cancelLogin(id),
    }),
  );
}

function addLogout(builder: Builder): void {
  builder.mutationField('logout', (t) =>
    t.field({
      type: 'Account',
      description:
        "Logs the machine's own `codex` out, as `codex logout` does: its tokens are revoked and its login file is removed, for this gateway and for every other program that uses it. A pending login is cancelled. Running answers continue; later chats fail with `CODEX_LOGIN_REQUIRED`. Without a login nothing changes.",
      errors: {
        types: [NotPermittedError, LoginNotNeededError, UpstreamError],
        union: {
          name: 'LogoutResult',
          description: 'The account without a login, or what kept Codex from logging out.',
        },
      },
      resolve: async (_root, _args, { core }) => askedView(core, await core.logout()),
    }),
  );
}
