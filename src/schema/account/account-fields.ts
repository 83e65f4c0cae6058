import { UpstreamError } from '../../errors/errors.ts';
import {
  LoginFailedError,
  LoginNotFoundError,
  LoginNotNeededError,
  NotPermittedError,
} from '../../errors/login-errors.ts';
import { accountEvents } from './account-events.ts';
import { askedView } from './account-view.ts';
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
        'What happens to the account: first what it is, then each change of login, plan or quota, and how logins fare. One that is behind gets the newest state, and every end of a login.',
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
        "Starts a login with ChatGPT by device code: show its code and address to the one who is to log in, and watch `Subscription.account` for the end. It becomes the login of the machine's own `codex`, in the place of the one that there is. There is one pending login at a time: starting another cancels it. This, `cancelLogin` and `logout` need the admin token, sent in place of a key, or an admin API key.",
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
        'Cancels a pending login and gives the state it reached. Cancelling one that has ended changes nothing: use `logout` to undo a completed one.',
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
        "Logs the machine's own `codex` out, as `codex logout` does: its tokens are given back and its login file goes, for this gateway and for every other program that uses it. A pending login is cancelled. Answers under way go on; chats to come fail with `CODEX_LOGIN_REQUIRED`. Without a login nothing changes.",
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
