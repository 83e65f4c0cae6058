import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runOn } from '../engine-contract/recorded-answer.ts';
import { createFailingCodex, type FailingCodex } from '../engine-faults/failing-codex.ts';
import { ask, never } from '../support/core.ts';
import { engineProcessIds, killEngine } from '../support/engine-pid.ts';
import {
  startKeptLogin,
  type KeptLoginOptions,
  type KeptLoginTest,
} from '../support/kept-login.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const apiKey = { auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' };

let test: KeptLoginTest;

/** Starts one whose app-server stops as soon as nobody needs it. */
async function start(options: KeptLoginOptions = {}): Promise<void> {
  test = await startKeptLogin(options);
  test.stopWhenIdle(0);
}

async function running(count: number): Promise<void> {
  await expect.poll(() => engineProcessIds().length, { timeout: 20_000 }).toBe(count);
}

afterEach(async () => {
  await test.close();
  if (engineProcessIds().length > 0) throw new Error('An app-server is left');
});

describe('an app-server that nobody needs', () => {
  it('stops, and leaves health, account, models and the count of threads as they were', async () => {
    await start({ login: 'present' });
    const models = await test.engine.models();
    await running(0);

    expect(test.engine.health()).toMatchObject({ state: 'ready', breaker: null, activeTurns: 0 });
    expect(await test.engine.account()).toEqual({
      isReady: true,
      method: 'chatgpt',
      isLoginRequired: true,
    });
    expect(await test.engine.models()).toEqual(models);
    expect(models.length).toBeGreaterThan(0);
    expect(await test.engine.loadedThreads()).toBe(0);
    expect(() =>
      test.engine.assertAvailable({ caller: 'a', model: models[0]?.id ?? '' }),
    ).not.toThrow();
    expect(engineProcessIds()).toEqual([]);
  });

  it.each([
    ['an API key', { auth: apiKey, login: 'present' as const }],
    ['a provider of the user', {}],
  ])('is not started for the credentials of %s', async (_name, options) => {
    await start(options);
    await running(0);

    await test.access.current(never());
    await test.access.provider(never());

    expect(engineProcessIds()).toEqual([]);
  });

  it('starts for a token, and stops again', async () => {
    await start({ login: 'present' });
    await running(0);

    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => await test.access.current(never())),
    );

    expect(new Set(tokens.map(({ headers }) => headers['authorization'])).size).toBe(1);
    await running(0);
    await test.access.current(never());
    expect(engineProcessIds()).toEqual([]);
  });

  it('starts for a new token where the service refused the old one', async () => {
    await start({ login: 'present' });
    const refused = await test.access.current(never());
    await running(0);

    const renewed = await test.access.renewed(refused, never());

    expect(renewed.headers['authorization']).not.toBe(refused.headers['authorization']);
    expect(test.standIn.account.refreshes).toBe(1);
    await running(0);
  });

  it('starts for the details of the account', async () => {
    await start({ login: 'present' });
    await running(0);

    const { account } = await test.engine.accountState();
    expect(account).toMatchObject({ email: 'ada@example.com', plan: 'plus' });
    await running(0);
  });

  it('is not started to say what an API key has no details of', async () => {
    await start({ login: 'present', auth: apiKey });
    await running(0);
    const changes = test.engine.accountChanges();

    expect((await changes.next()).value).toMatchObject({
      account: { isReady: true, method: 'apikey', email: null, quota: null },
    });
    await changes.return?.();
    expect(engineProcessIds()).toEqual([]);
  });

  it('starts for a login by device code, and stays until it is approved', async () => {
    await start({ login: 'missing' });
    await running(0);

    const login = await test.engine.startLogin(never());
    expect(engineProcessIds()).toHaveLength(1);
    test.standIn.account.approve(login.userCode);
    await expect
      .poll(async () => (await test.engine.account()).isReady, { timeout: 20_000 })
      .toBe(true);
    await running(0);
    expect((await test.access.current(never())).headers['chatgpt-account-id']).toBe(
      test.standIn.account.profile.accountId,
    );
  });

  it('starts to log out', async () => {
    await start({ login: 'present' });
    await running(0);

    expect(await test.engine.logout()).toMatchObject({ isReady: false });
    await expect(test.access.current(never())).rejects.toMatchObject({
      code: 'codex_login_required',
    });
    await running(0);
  });

  it('notices a login that another program makes or ends', async () => {
    await start({ login: 'missing' });
    await running(0);

    await test.writeAuth(apiKey);
    await expect
      .poll(async () => (await test.engine.account()).method, { timeout: 20_000 })
      .toBe('apikey');
    await expect
      .poll(async () => await test.access.current(never()).catch(() => null), { timeout: 20_000 })
      .toEqual({ headers: { authorization: 'Bearer sk-of-the-test' } });
    await running(0);

    await test.removeLogin();
    await expect
      .poll(async () => (await test.engine.account()).isReady, { timeout: 20_000 })
      .toBe(false);
    await running(0);
  });

  it('answers a request, and stays for it', async () => {
    await start();
    await running(0);
    test.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));
    const answer = runOn(test.engine, ask('Count to 9'));
    await test.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    expect(engineProcessIds()).toHaveLength(1);
    expect(test.engine.health()).toMatchObject({ state: 'ready', activeTurns: 1 });

    answer.abort();
    await answer.ended;
    await running(0);
  });

  it('runs on once it may no longer stop', async () => {
    await start();
    await running(0);

    test.stopWhenIdle(null);
    await running(1);
    await expect.poll(() => test.engine.health().state, { timeout: 20_000 }).toBe('ready');
    const [pid] = engineProcessIds();
    const answer = runOn(test.engine, ask('Count to 2'));
    await answer.ended;
    expect(answer.text).toBe('1 2');
    expect(engineProcessIds()).toEqual([pid]);
  });

  it('comes back where it died while it was needed', async () => {
    await start();
    test.stopWhenIdle(null);
    await killEngine();
    await expect.poll(() => test.engine.health().state, { timeout: 20_000 }).toBe('ready');
    test.stopWhenIdle(0);
    await running(0);
  });

  it('leaves no process behind where the gateway ends in its start', async () => {
    await start({ login: 'present' });
    await running(0);

    const asked = test.access.current(never()).catch((error: unknown) => error);
    await test.engine.close();

    expect(engineProcessIds()).toEqual([]);
    await asked;
  });
});

describe('an app-server that is needed and does not start', () => {
  let codex: FailingCodex;

  afterEach(async () => {
    await codex.remove();
  });

  it('is reported as ever, and comes back', async () => {
    codex = await createFailingCodex();
    await start({ login: 'present', codexBin: codex.file });
    await running(0);
    await codex.breakDown();

    await expect(test.access.current(never())).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: 'Codex is down: it fails at every start.',
    });
    expect(test.engine.health()).toMatchObject({ breaker: { kind: 'engine' } });

    await codex.mend();
    await expect
      .poll(async () => await test.access.current(never()).catch(() => null), { timeout: 60_000 })
      .toMatchObject({ headers: { authorization: expect.stringContaining('Bearer') } });
    expect(test.engine.health()).toMatchObject({ state: 'ready', breaker: null });
  });

  it('costs no request while the token that is known is valid', async () => {
    codex = await createFailingCodex();
    // Codex would renew it in 3 seconds, when it is good for 5 minutes more.
    await start({ login: 'present', codexBin: codex.file, token: { lifetimeSeconds: 303 } });
    const first = await test.access.current(never());
    await running(0);
    await codex.breakDown();

    const breaker = async (): Promise<unknown> => {
      expect(await test.access.current(never())).toBe(first);
      return test.engine.health().breaker;
    };
    await expect.poll(breaker, { timeout: 30_000 }).toMatchObject({ kind: 'engine' });
    await codex.mend();
  });
});
