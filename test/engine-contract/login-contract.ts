import { afterEach, expect, it } from 'vitest';
import type { EngineName } from '../../src/codex/engine/engine-health.ts';
import { askAtOnce, numbers } from './ask-at-once.ts';
import { byEngine } from '../support/engine-differences.ts';
import type { EngineWithService, StartEngine } from './harness.ts';
import { endOf } from './recorded-answer.ts';

/** How the service refuses a refresh token for good. */
const refused = {
  status: 401,
  body: { error: { code: 'refresh_token_invalidated', message: 'The session has ended.' } },
};

/** What every engine must do with a ChatGPT login whose tokens end. */
export function loginContract(start: StartEngine, name: EngineName): void {
  let test: EngineWithService;
  afterEach(async () => {
    await test.close();
  });

  it('brings the access token of the login', async () => {
    test = await start({ login: 'present', rules: { admits: 'account' } });
    const [answer] = await askAtOnce(test.engine, 1);
    expect(answer?.text).toBe('number 0');
    expect(test.standIn.account.refreshes).toBe(0);
  });

  it('renews a token that is about to expire once for all requests that need it', async () => {
    test = await start({
      login: 'present',
      loginFile: { lifetimeSeconds: 60 },
      rules: { admits: 'account' },
    });
    const answers = await askAtOnce(test.engine, 20);
    expect(answers.map(({ text }) => text)).toEqual(numbers(20));
    expect(test.standIn.account.refreshes).toBe(1);
  });

  it('renews a token that the service refuses once for all requests that it refused', async () => {
    test = await start({ login: 'present', rules: { admits: 'account' } });
    test.standIn.account.expireTokens();
    test.standIn.dropSockets();
    const answers = await askAtOnce(test.engine, 20);
    expect(answers.map(({ text }) => text)).toEqual(numbers(20));
    const { refreshes } = test.standIn.account;
    const most = byEngine('refusedToken', { 'app-server': Infinity, direct: 1 }, name);
    expect(refreshes).toBeGreaterThan(0);
    expect(refreshes).toBeLessThanOrEqual(most);
  });

  it.each([
    ['is refused', refused, 'codex_login_required'],
    [
      'fails',
      { status: 500 },
      byEngine(
        'failedRefresh',
        { 'app-server': 'upstream_error', direct: 'codex_login_required' },
        name,
      ),
    ],
  ])('fails where the refresh %s, and answers after the next login', async (_, how, code) => {
    test = await start({ login: 'present', rules: { admits: 'account' } });
    test.standIn.account.expireTokens();
    test.standIn.account.refuseRefreshes(how);
    test.standIn.dropSockets();
    for (const answer of await askAtOnce(test.engine, 3)) {
      expect(answer.heard).toEqual([{ type: 'failed', code }]);
    }
    test.standIn.account.refuseRefreshes(undefined);
    await test.writeLogin();
    await expect
      .poll(async () => endOf((await askAtOnce(test.engine, 1))[0] ?? never()), { timeout: 60_000 })
      .toMatchObject({ type: 'end' });
  });

  it('asks for a login where even a new token is refused', async () => {
    test = await start({ login: 'present' });
    test.standIn.behave(() => ({ kind: 'status', status: 401 }));
    const [answer] = await askAtOnce(test.engine, 1);
    expect(answer?.heard).toEqual([{ type: 'failed', code: 'codex_login_required' }]);
  });

  it('answers with the token of another login, and drops the one before', async () => {
    test = await start({ login: 'present', rules: { admits: 'account' } });
    await askAtOnce(test.engine, 1);
    const [before] = tokensOf(test).slice(-1);
    test.standIn.account.expireTokens();
    await test.writeLogin();
    await expect.poll(async () => (await askAtOnce(test.engine, 1))[0]?.text).toBe('number 0');
    expect(tokensOf(test).at(-1)).not.toBe(before);
  });
}

/** The token of each request, oldest first. */
function tokensOf({ standIn }: EngineWithService): (string | undefined)[] {
  return standIn.requests.map(({ headers }) => headers.authorization);
}

function never(): never {
  throw new Error('no answer');
}
