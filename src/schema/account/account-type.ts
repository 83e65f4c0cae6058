import type { Builder } from '../kit/builder.ts';
import { singletonIds } from '../node/ids.ts';
import { asErrorData } from '../kit/error-types.ts';
import type { AccountView } from '../node/account-view.ts';
import type { Login } from '../../codex/engine/account.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Account: AccountView;
    Login: Login;
  }
}

/** `Account` and `Login`. */
export function addAccount(builder: Builder): void {
  builder.objectType('Account', {
    description:
      "The login and quota of Codex: the login of the machine's own `codex`, which the gateway shares. `isReady`, `method` and `isLoginRequired` are known offline. The gateway asks the service for the rest; what the service does not answer within two seconds is null.",
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.id({
        description: 'Constant for the gateway, no matter who is logged in.',
        resolve: () => singletonIds.account,
      }),
      isReady: t.boolean({
        description: 'True when there is a login, or the upstream needs none.',
        resolve: ({ status }) => status.isReady,
      }),
      method: t.string({
        nullable: true,
        description: 'How Codex is logged in: `chatgpt`, `apikey` and so on; null without a login.',
        resolve: ({ status }) => status.method,
      }),
      isLoginRequired: t.boolean({
        description: 'False for an upstream that neither needs nor uses a login.',
        resolve: ({ status }) => status.isLoginRequired,
      }),
      email: t.string({
        nullable: true,
        description:
          'E-mail address of a ChatGPT login; null when unknown, and for an API key that may not change the login.',
        resolve: async (account) => (await account.state()).account.email,
      }),
      plan: t.string({
        nullable: true,
        description:
          'The ChatGPT plan as the service names it: `free`, `plus`, `pro`, `team` and so on; null when unknown.',
        resolve: async (account) => (await account.state()).account.plan,
      }),
      quota: t.field({
        type: ['QuotaWindow'],
        nullable: true,
        description:
          'How much of its limits the account has used; null until the service has reported it. A window is left out from its reset until the service reports it again: who keeps an answer must stop showing a window at its `resetsAt`.',
        resolve: async (account) => {
          const { quota } = (await account.state()).account;
          return quota && [...quota];
        },
      }),
      credits: t.field({
        type: 'Credits',
        nullable: true,
        description:
          'What the account may use beyond its quota. Null where the service has not reported any, and for an API key that may not change the login.',
        resolve: async (account) => (await account.state()).account.credits,
      }),
      pendingLogin: t.field({
        type: 'Login',
        nullable: true,
        description:
          'The login that waits for somebody to approve it; null when none does, and for an API key that may not change the login.',
        resolve: async (account) =>
          (await account.state()).logins.find(({ status }) => status === 'pending') ?? null,
      }),
    }),
  });
  addLogin(builder);
}

function addLogin(builder: Builder): void {
  const status = builder.enumType('LoginStatus', {
    description: 'Status of a login.',
    values: {
      PENDING: { value: 'pending', description: 'It waits for somebody to approve it.' },
      COMPLETED: { value: 'completed', description: 'It was approved, and Codex is logged in.' },
      FAILED: { value: 'failed', description: 'It failed; `error` says why.' },
    } as const,
  });
  builder.objectType('Login', {
    description:
      'A login by device code. Somebody opens `verificationUrl` in a browser, on any machine, types `userCode` and approves.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.exposeID('id', { description: 'For `cancelLogin`.' }),
      verificationUrl: t.exposeString('verificationUrl', {
        description: 'The page to open in a browser.',
      }),
      userCode: t.exposeString('userCode', {
        description:
          'The code to enter there, `WXYZ-12345`. Anyone who has it can log this machine in.',
      }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
      expiresAt: t.expose('expiresAt', {
        type: 'DateTime',
        description: 'When it expires, unless it is approved before.',
      }),
      status: t.expose('status', { type: status, description: 'Its status.' }),
      error: t.field({
        type: 'Error',
        nullable: true,
        description: 'What it failed with; null unless it failed.',
        resolve: ({ error }) => error && asErrorData(error),
      }),
    }),
  });
}
