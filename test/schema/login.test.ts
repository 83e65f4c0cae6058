import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AccountDocument,
  CancelLoginDocument,
  ChatDocument,
  LogoutDocument,
  StartLoginDocument,
  type ChatMutation,
  type LoginFieldsFragment,
} from '../generated/graphql.ts';
import { killEngine } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { isA, watchAccount, type AccountWatcher } from './account-watch.ts';
import { ask } from './ask.ts';
import { execute, transports } from './clients.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

let gateway: TestGateway;

async function start(login: 'present' | 'missing'): Promise<void> {
  gateway = await startTestGateway({ login });
}

afterEach(async () => {
  await gateway.close();
});

async function startLogin(): Promise<LoginFieldsFragment> {
  const { startLogin: result } = await execute(gateway.url, StartLoginDocument, {}, gateway.admin);
  if (result.__typename !== 'Login') throw new Error(JSON.stringify(result));
  return result;
}

async function chat(): Promise<ChatMutation['chatCompletion']> {
  const input = ask('Count to 3');
  return (await execute(gateway.url, ChatDocument, { input })).chatCompletion;
}

async function account(): Promise<unknown> {
  return (await execute(gateway.url, AccountDocument, {})).account;
}

async function hasLoginFile(): Promise<boolean> {
  return await access(path.join(gateway.codexHome, 'auth.json')).then(
    () => true,
    () => false,
  );
}

describe.each(transports)('a login, watched over %s,', (_name, subscribe) => {
  let watcher: AccountWatcher;

  beforeEach(async () => {
    await start('missing');
    watcher = watchAccount(subscribe, gateway.url);
  });
  afterEach(async () => {
    await watcher.stop();
  });

  it('shows a code, and once that is approved a chat works with it', async () => {
    expect(await watcher.until(isA('AccountUpdated'))).toEqual({
      __typename: 'AccountUpdated',
      account: {
        isReady: false,
        method: null,
        isLoginRequired: true,
        email: null,
        plan: null,
        quota: null,
        pendingLogin: null,
      },
    });
    expect(await chat()).toMatchObject({
      __typename: 'LoginRequiredError',
      code: 'CODEX_LOGIN_REQUIRED',
    });
    const login = await startLogin();

    expect(login).toEqual({
      __typename: 'Login',
      id: expect.any(String),
      verificationUrl: `${gateway.standIn.account.issuer}/codex/device`,
      userCode: gateway.standIn.account.deviceCodes[0]?.userCode,
      createdAt: expect.any(String),
      expiresAt: new Date(Date.parse(login.createdAt) + 15 * 60_000).toISOString(),
      status: 'PENDING',
      error: null,
    });
    expect(await watcher.until(isA('AccountLoginStarted'))).toMatchObject({
      account: { isReady: false, pendingLogin: { id: login.id } },
      login: { userCode: login.userCode },
    });
    gateway.standIn.account.setQuota({
      primary: { usedPercent: 12, windowSeconds: 18_000, resetsAt: 2_000_000_000 },
      secondary: null,
    });
    gateway.standIn.account.approve(login.userCode);
    expect(await watcher.until(isA('AccountLoginCompleted'))).toMatchObject({
      account: { isReady: true, method: 'chatgpt', pendingLogin: null },
      login: { id: login.id, status: 'COMPLETED', error: null },
    });

    expect(await chat()).toMatchObject({ __typename: 'ChatCompletion', text: '1 2 3' });
    expect(gateway.standIn.requests.at(-1)?.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer ey/),
      'chatgpt-account-id': gateway.standIn.account.profile.accountId,
    });
    await watcher.until(({ account: { plan, quota } }) => plan === 'plus' && quota !== null);
    // The gateway reads it anew once it has seen the login file.
    await expect.poll(account).toMatchObject({
      isReady: true,
      email: 'ada@example.com',
      plan: 'plus',
      quota: [{ limitId: 'codex', kind: 'PRIMARY', usedPercent: 12, windowMinutes: 300 }],
    });
  });

  it('that is cancelled is reported as such, and its code no longer works', async () => {
    await watcher.until(isA('AccountUpdated'));
    const login = await startLogin();
    const cancelled = await execute(
      gateway.url,
      CancelLoginDocument,
      { id: login.id },
      gateway.admin,
    );

    expect(cancelled.cancelLogin).toMatchObject({
      __typename: 'Login',
      id: login.id,
      status: 'FAILED',
      error: { code: 'LOGIN_CANCELLED' },
    });
    expect(await watcher.until(isA('AccountLoginFailed'))).toMatchObject({
      account: { isReady: false, pendingLogin: null },
      login: { id: login.id, status: 'FAILED' },
      error: {
        __typename: 'LoginFailedError',
        code: 'LOGIN_CANCELLED',
        message: 'The login was cancelled.',
      },
    });
    const again = await execute(gateway.url, CancelLoginDocument, { id: login.id }, gateway.admin);
    expect(again).toEqual(cancelled);
  });

  it('that is denied is reported as such', async () => {
    await watcher.until(isA('AccountUpdated'));
    const login = await startLogin();
    gateway.standIn.account.deny(login.userCode);

    expect(await watcher.until(isA('AccountLoginFailed'))).toMatchObject({
      login: { id: login.id },
      error: {
        code: 'LOGIN_FAILED',
        message: 'The login failed: device auth failed with status 400 Bad Request.',
      },
    });
  });

  it('ends where another one is started', async () => {
    await watcher.until(isA('AccountUpdated'));
    const first = await startLogin();
    const second = await startLogin();

    expect(await watcher.until(isA('AccountLoginFailed'))).toMatchObject({
      login: { id: first.id },
      error: {
        code: 'LOGIN_CANCELLED',
        message: 'The login was cancelled by a login that was started after it.',
      },
    });
    await watcher.until(({ account: { pendingLogin } }) => pendingLogin?.id === second.id);
    gateway.standIn.account.approve(second.userCode);
    expect(await watcher.until(isA('AccountLoginCompleted'))).toMatchObject({
      login: { id: second.id },
    });
  });

  it('that is pending when the engine dies fails with a reason, and another can be made', async () => {
    await watcher.until(isA('AccountUpdated'));
    const login = await startLogin();
    await killEngine();

    expect(await watcher.until(isA('AccountLoginFailed'))).toMatchObject({
      login: { id: login.id },
      error: {
        __typename: 'UpstreamError',
        code: 'ENGINE_UNAVAILABLE',
        message: 'Codex stopped before the login was approved; start another one.',
      },
    });
    const next = await startLogin();
    gateway.standIn.account.approve(next.userCode);
    expect(await watcher.until(isA('AccountLoginCompleted'))).toMatchObject({
      account: { isReady: true },
      login: { id: next.id },
    });
  });
});

describe('a login', () => {
  it('outlives a login file that another program writes', async () => {
    await start('missing');
    const [, subscribe] = transports[0] ?? [];
    if (subscribe === undefined) throw new Error('There is no transport.');
    const watcher = watchAccount(subscribe, gateway.url);
    await watcher.until(isA('AccountUpdated'));
    const login = await startLogin();
    await gateway.writeLogin();
    await watcher.until(({ account: { isReady } }) => isReady);
    expect(await account()).toMatchObject({ isReady: true, pendingLogin: { id: login.id } });
    gateway.standIn.account.approve(login.userCode);

    expect(await watcher.until(isA('AccountLoginCompleted'))).toMatchObject({
      account: { isReady: true },
      login: { id: login.id },
    });
    await watcher.stop();
  });

  it('of an unknown id cannot be cancelled', async () => {
    await start('missing');
    expect(await execute(gateway.url, CancelLoginDocument, { id: 'none' }, gateway.admin)).toEqual({
      cancelLogin: {
        __typename: 'LoginNotFoundError',
        code: 'LOGIN_NOT_FOUND',
        message: "No pending or recent login has the id 'none'.",
      },
    });
  });

  it('that the service gives no code for fails at once', async () => {
    await start('missing');
    gateway.standIn.account.isOutOfOrder = true;
    expect(
      (await execute(gateway.url, StartLoginDocument, {}, gateway.admin)).startLogin,
    ).toMatchObject({
      __typename: 'LoginFailedError',
      code: 'LOGIN_FAILED',
      message: expect.stringContaining('503'),
    });
  });

  it('is neither made nor ended for an upstream that needs none', async () => {
    gateway = await startTestGateway();
    const refusal = { __typename: 'LoginNotNeededError', code: 'LOGIN_NOT_NEEDED' };
    expect(
      (await execute(gateway.url, StartLoginDocument, {}, gateway.admin)).startLogin,
    ).toMatchObject(refusal);
    expect((await execute(gateway.url, LogoutDocument, {}, gateway.admin)).logout).toMatchObject(
      refusal,
    );
    expect(gateway.standIn.account.deviceCodes).toEqual([]);
  });
});

describe('a logout', () => {
  it('gives the tokens back and removes the login file, and chats ask for a login', async () => {
    await start('present');
    expect(await chat()).toMatchObject({ text: '1 2 3' });
    expect((await execute(gateway.url, LogoutDocument, {}, gateway.admin)).logout).toMatchObject({
      __typename: 'Account',
      isReady: false,
      method: null,
      email: null,
      quota: null,
    });

    expect(await chat()).toMatchObject({ code: 'CODEX_LOGIN_REQUIRED' });
    expect(await hasLoginFile()).toBe(false);
    expect(gateway.standIn.account.revoked).toHaveLength(1);
  });

  it("is followed by another login, which is the user's own again", async () => {
    await start('present');
    await execute(gateway.url, LogoutDocument, {}, gateway.admin);
    const { userCode } = await startLogin();
    gateway.standIn.account.approve(userCode);

    await expect.poll(hasLoginFile, { timeout: 10_000 }).toBe(true);
    await expect.poll(account, { timeout: 10_000 }).toMatchObject({ isReady: true, plan: 'plus' });
    expect(await chat()).toMatchObject({ text: '1 2 3' });
  });

  it('cancels a pending login, and without a login changes nothing', async () => {
    await start('missing');
    const login = await startLogin();
    expect((await execute(gateway.url, LogoutDocument, {}, gateway.admin)).logout).toMatchObject({
      __typename: 'Account',
      isReady: false,
      pendingLogin: null,
    });
    const { cancelLogin } = await execute(
      gateway.url,
      CancelLoginDocument,
      { id: login.id },
      gateway.admin,
    );
    expect(cancelLogin).toMatchObject({ status: 'FAILED', error: { code: 'LOGIN_CANCELLED' } });
  });
});
