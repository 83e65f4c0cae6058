import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchLogin } from '../../src/codex/engine/app-server/home/login-watch.ts';
import type { RestartReason } from '../../src/codex/engine/engine-observer.ts';
import { ask, never, startTestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';

const auth = {
  chatgpt_account_id: 'account',
  chatgpt_user_id: 'user',
  chatgpt_plan_type: 'plus',
};

function token(claims: object): string {
  return `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

function login(round: number, claims: object = {}, file: object = {}, tokens: object = {}): string {
  const user = {
    sub: 'auth0|1',
    email: 'ada@example.com',
    iat: round,
    exp: round + 3600,
    jti: `id-${round}`,
    'https://api.openai.com/auth': { ...auth, chatgpt_subscription_last_checked: `at ${round}` },
    ...claims,
  };
  return JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    last_refresh: `2026-11-28T00:00:0${round}Z`,
    tokens: {
      id_token: token(user),
      access_token: `access-${round}`,
      refresh_token: `refresh-${round}`,
      account_id: 'account',
      ...tokens,
    },
    ...file,
  });
}

const ofAuth = (more: object): object => ({ 'https://api.openai.com/auth': { ...auth, ...more } });
const apiKey = (key: string): string =>
  JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: key });

describe('a change of the login file', () => {
  it.each([
    ['new tokens of the same login', login(1), login(2), 'renewed'],
    ['a new access token alone', login(1), login(1, {}, {}, { access_token: 'other' }), 'renewed'],
    ['another account', login(1), login(2, {}, {}, { account_id: 'other' }), 'changed'],
    ['another workspace', login(1), login(2, ofAuth({ chatgpt_account_id: 'other' })), 'changed'],
    ['another user', login(1), login(2, ofAuth({ chatgpt_user_id: 'other' })), 'changed'],
    ['another subject', login(1), login(2, { sub: 'auth0|2' }), 'changed'],
    ['another address', login(1), login(2, { email: 'bob@example.com' }), 'changed'],
    ['another plan', login(1), login(2, ofAuth({ chatgpt_plan_type: 'pro' })), 'changed'],
    ['another method', login(1), login(1, {}, { auth_mode: 'apikey' }), 'changed'],
    ['an API key beside the tokens', login(1), login(1, {}, { OPENAI_API_KEY: 'sk-1' }), 'changed'],
    ['a member that is new', login(1), login(1, {}, { agent_identity: 'x' }), 'changed'],
    ['an ID token of another form', login(1), login(2, {}, {}, { id_token: 'opaque' }), 'changed'],
    ['another API key', apiKey('sk-1'), apiKey('sk-2'), 'changed'],
    ['a login', null, login(1), 'changed'],
    ['a logout', login(1), null, 'changed'],
    ['tokens that are empty', login(1), login(2, {}, {}, { access_token: '' }), 'changed'],
    ['half a file', login(1), login(1).slice(0, 200), 'changed'],
    ['no JSON object', login(1), '[]', 'changed'],
  ])('to %s is reported', async (_name, before, after, report) => {
    const home = await mkdtemp(path.join(tmpdir(), 'codex-serve-test-'));
    onTestFinished(async () => await rm(home, { recursive: true }));
    const write = async (content: string | null): Promise<void> => {
      const file = path.join(home, 'auth.json');
      if (content === null) await rm(file, { force: true });
      else await writeFile(file, content);
    };
    await write(before);
    const reports: string[] = [];
    const watch = await watchLogin(home, {
      changed: () => reports.push('changed'),
      renewed: () => reports.push('renewed'),
    });
    onTestFinished(() => watch.end());
    await write(after);
    await expect.poll(() => reports).toEqual([report]);
  });
});

describe('tokens that another program renews', () => {
  it('are used by the same Codex, which a logout replaces', async () => {
    const restarts: RestartReason[] = [];
    const test = await startTestCore({
      engineSetting: 'app-server',
      login: 'present',
      rules: { admits: 'account' },
      engineObserver: { restarted: (reason) => restarts.push(reason) },
    });
    onTestFinished(async () => await test.close());
    const answer = async (): Promise<string> => {
      const completion = await test.core.run(ask('Count to 3'), never());
      return (await completion.result()).text;
    };
    const bearer = (): string | undefined => lastAsked(test.standIn)?.headers.authorization;
    expect(await answer()).toBe('1 2 3');
    const before = bearer();
    test.standIn.account.expireTokens();
    test.standIn.dropSockets();
    await test.writeLogin();
    expect(await answer()).toBe('1 2 3');
    expect(bearer()).not.toBe(before);
    expect(test.standIn.account.refreshes).toBe(0);

    await rm(path.join(test.codexHome, 'auth.json'));
    await expect.poll(() => restarts).toEqual(['login']);
    await expect.poll(async () => (await test.core.account()).isReady).toBe(false);
  });
});
