import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Credentials } from '../../src/codex/engine/direct/login/credentials.ts';
import { never } from '../support/core.ts';
import {
  startKeptLogin,
  type KeptLoginOptions,
  type KeptLoginTest,
} from '../support/kept-login.ts';

let test: KeptLoginTest;

async function start(options: KeptLoginOptions): Promise<void> {
  test = await startKeptLogin({ login: 'present', ...options });
}

function tokenOf({ headers }: Credentials): string {
  return headers['authorization'] ?? '';
}

async function current(): Promise<Credentials> {
  return await test.access.current(never());
}

function many<T>(ask: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: 50 }, ask));
}

/** Counts the questions to Codex about the login. */
function questions(): { readonly asked: boolean[] } {
  const asked: boolean[] = [];
  const { keeper } = test;
  const login = keeper.login.bind(keeper);
  vi.spyOn(keeper, 'login').mockImplementation(async (isRefused) => {
    asked.push(isRefused);
    return await login(isRefused);
  });
  return { asked };
}

afterEach(async () => {
  vi.restoreAllMocks();
  await test.close();
});

describe('a ChatGPT login', () => {
  it('is shown by its token, its account and what the token says of the workspace', async () => {
    const auth = { chatgpt_account_is_fedramp: true, chatgpt_compute_residency: 'eu' };
    await start({ token: { claims: auth } });

    expect((await current()).headers).toEqual({
      authorization: expect.stringMatching(/^Bearer ey/),
      'chatgpt-account-id': 'account-of-the-stand-in',
      'x-openai-fedramp': 'true',
      'x-openai-internal-codex-residency': 'eu',
    });
  });

  it('asks Codex once for as long as the token is good', async () => {
    await start({});
    const { asked } = questions();

    const tokens = new Set((await many(current)).map(tokenOf));
    await current();

    expect(tokens.size).toBe(1);
    expect(asked).toEqual([false]);
    expect(test.standIn.account.refreshes).toBe(0);
  });

  it('is renewed once for 50 requests when it is about to expire', async () => {
    // Codex renews what is good for less than 5 minutes: this one, in 3 seconds.
    await start({ token: { lifetimeSeconds: 303 } });
    const first = tokenOf(await current());
    const later = async (): Promise<string[]> => (await many(current)).map(tokenOf);
    expect(test.standIn.account.refreshes).toBe(0);

    await expect.poll(later, { timeout: 20_000, interval: 20 }).not.toContain(first);

    expect(new Set(await later()).size).toBe(1);
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('is renewed by Codex at the start where it has expired', async () => {
    await start({ token: { lifetimeSeconds: -10 } });
    const { asked } = questions();

    expect(new Set((await many(current)).map(tokenOf)).size).toBe(1);

    expect(asked).toEqual([false]);
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('is renewed once for 50 requests that the service refused, and for those that come later', async () => {
    await start({});
    const refused = await current();

    const renewed = await many(async () => await test.access.renewed(refused, never()));
    const late = await test.access.renewed(refused, never());

    expect(new Set([...renewed, late].map(tokenOf)).size).toBe(1);
    expect(tokenOf(late)).not.toBe(tokenOf(refused));
    expect(tokenOf(await current())).toBe(tokenOf(late));
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('keeps its token where the token service is out of order', async () => {
    await start({});
    test.standIn.account.refuseRefreshes({ status: 500 });
    const refused = await current();

    const again = await many(async () => await test.access.renewed(refused, never()));

    expect(new Set(again.map(tokenOf))).toEqual(new Set([tokenOf(refused)]));
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('is missing once the token service refuses a new token, until there is another login', async () => {
    await start({});
    const { account } = test.standIn;
    const refused = await current();
    account.refuseRefreshes({ status: 401, body: { error: { code: 'refresh_token_reused' } } });
    const missing = {
      code: 'codex_login_required',
      message:
        'Codex could not renew its login on this machine. Run `codex login` to log in again.',
    };

    const renewed = many(
      async () => await test.access.renewed(refused, never()).catch((error: unknown) => error),
    );
    for (const error of await renewed) expect(error).toMatchObject(missing);
    await expect(current()).rejects.toMatchObject(missing);
    expect(account.refreshes).toBe(1);

    account.refuseRefreshes(undefined);
    await test.writeAuth(account.loginFile());
    const later = async (): Promise<unknown> => await current().catch(() => null);
    await expect.poll(later, { timeout: 10_000 }).toMatchObject({
      headers: { 'chatgpt-account-id': 'account-of-the-stand-in' },
    });
  });

  it('ends with a logout of another program, and another one takes its place', async () => {
    await start({});
    const before = tokenOf(await current());
    await test.removeLogin();
    await expect
      .poll(async () => await current().catch((error: unknown) => error), { timeout: 10_000 })
      .toMatchObject({ code: 'codex_login_required' });

    await test.writeAuth({ auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' });

    await expect
      .poll(async () => await current().catch(() => null), { timeout: 10_000 })
      .toEqual({ headers: { authorization: 'Bearer sk-of-the-test' } });
    expect(before).not.toBe('Bearer sk-of-the-test');
    expect(test.access.kind()).toBe('api-key');
  });

  it('is the same one after each new token, and another one after another login', async () => {
    await start({});
    let changes = 0;
    test.access.onChange(() => (changes += 1));
    const first = await current();
    await test.access.renewed(first, never());
    // Codex writes the new token into `auth.json`, which looks like a change of the login.
    const { asked } = questions();
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await current();
    expect(changes).toBe(0);

    await test.writeAuth({ auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' });
    await expect.poll(() => changes, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await current()).toEqual({ headers: { authorization: 'Bearer sk-of-the-test' } });
  });

  it('is forgotten as soon as Codex logs out', async () => {
    await start({});
    await current();
    await test.engine.logout();
    await expect(current()).rejects.toMatchObject({ code: 'codex_login_required' });
  });

  it('cancels the wait of one request and of no other', async () => {
    await start({ token: { lifetimeSeconds: -10 } });
    const leaving = new AbortController();

    const left = test.access.current(leaving.signal);
    const stays = current();
    leaving.abort();

    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    expect(tokenOf(await stays)).toMatch(/^Bearer ey/);
    expect(test.standIn.account.refreshes).toBe(1);
  });
});
