import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startTestUpstream,
  type TestUpstream,
  type TestUpstreamOptions,
} from '../support/stand-in-home.ts';
import { authFileIn, commandsOf, examine, faultsOf, findingOf } from './examine.ts';
import type { Diagnosis } from '../../src/doctor/diagnose.ts';

const run = promisify(execFile);
const apiKey = 'sk-of-the-test-0123456789';
const invalidated = {
  status: 401,
  body: { error: { code: 'refresh_token_invalidated', message: 'The session has ended.' } },
};

let upstream: TestUpstream;

afterEach(async () => {
  await upstream.close();
});

async function start(options: TestUpstreamOptions): Promise<void> {
  upstream = await startTestUpstream(options);
}

async function look(...args: readonly string[]): Promise<Diagnosis> {
  const diagnosis = await examine({ ...upstream, args });
  // It asks no model, and shows no token.
  expect(upstream.standIn.requests).toEqual([]);
  const auth = await readFile(authFileIn(upstream.codexHome), 'utf8').catch(() => '');
  const shown = JSON.stringify(diagnosis);
  for (const [secret] of auth.matchAll(/(?:ey|sk-|refresh-)[\w.-]{10,}/g)) {
    expect(shown).not.toContain(secret);
  }
  return diagnosis;
}

/** Logs in as the remedy says, with a key on standard input. */
async function logIn(diagnosis: Diagnosis, key: string): Promise<void> {
  const finding = findingOf(diagnosis, 'login');
  const [command = ''] = finding === undefined ? [] : commandsOf(finding);
  const login = command.includes('--with-api-key') ? command : `${command} --with-api-key`;
  await run('/bin/sh', ['-c', `printf %s ${key} | ${login}`], { env: upstream.env });
}

describe('without a login', () => {
  it.each(['app-server', 'direct'])('says how to log in, with the engine %s', async (engine) => {
    await start({ login: 'missing', rules: { admits: apiKey } });
    const before = await look('--engine', engine);
    expect(findingOf(before, 'login')).toMatchObject({
      status: 'failed',
      title: 'Codex is not logged in.',
      remedy: expect.stringMatching(/^Run `CODEX_HOME=\S+ \S*codex login`, or log in on the page/),
    });
    expect(before.status).toBe('failed');

    await logIn(before, apiKey);
    const after = await look('--engine', engine);
    expect(faultsOf(after)).toEqual([]);
    expect(findingOf(after, 'login')?.title).toBe('Codex is logged in: an API key.');
  });

  it('needs none where the provider wants none', async () => {
    await start({});
    expect(findingOf(await look(), 'login')).toMatchObject({
      status: 'ok',
      title: "The provider 'stand-in' needs no login of Codex.",
    });
  });
});

describe('a ChatGPT login', () => {
  it('is named with its address and plan, and renewed where it has expired', async () => {
    await start({
      login: 'present',
      loginFile: { lifetimeSeconds: -10 },
      rules: { admits: 'account' },
    });
    const diagnosis = await look();
    expect(faultsOf(diagnosis)).toEqual([]);
    expect(findingOf(diagnosis, 'login')?.title).toBe(
      'Codex is logged in: ChatGPT, plan plus, ada@example.com.',
    );
    expect(upstream.standIn.account.refreshes).toBe(1);
  });

  it.each([
    ['whose renewal is refused', { lifetimeSeconds: -10 }, 'app-server'],
    ['whose renewal is refused', { lifetimeSeconds: -10 }, 'direct'],
    ['that the service refuses before its time', {}, 'app-server'],
    ['that the service refuses before its time', {}, 'direct'],
  ])('%s is revoked, until there is another: %j, %s', async (_, loginFile, engine) => {
    await start({ login: 'present', loginFile, rules: { admits: 'account' } });
    upstream.standIn.account.expireTokens();
    upstream.standIn.account.refuseRefreshes(invalidated);
    const before = await look('--engine', engine);
    expect(faultsOf(before)).toEqual(['login failed']);
    expect(findingOf(before, 'login')).toMatchObject({
      title: 'The login has been revoked or has expired.',
      remedy: expect.stringMatching(/^Log in again: `CODEX_HOME=\S+ \S*codex login`/),
    });

    upstream.standIn.account.refuseRefreshes(undefined);
    await upstream.writeLogin();
    expect(faultsOf(await look('--engine', engine))).toEqual([]);
  });

  it('that is refused and then renewed is good', async () => {
    await start({ login: 'present', rules: { admits: 'account' } });
    upstream.standIn.account.expireTokens();
    expect(faultsOf(await look())).toEqual([]);
    expect(upstream.standIn.account.refreshes).toBe(1);
  });
});

describe('an API key', () => {
  it('that the service refuses is replaced as the remedy says', async () => {
    await start({ login: 'missing', rules: { admits: apiKey } });
    const login = { auth_mode: 'apikey', OPENAI_API_KEY: 'sk-expired-0123456789' };
    await writeFile(authFileIn(upstream.codexHome), JSON.stringify(login));
    const before = await look();
    expect(faultsOf(before)).toEqual(['login failed']);
    expect(findingOf(before, 'login')).toMatchObject({
      title: 'The service refuses the API key.',
      detail: expect.stringContaining('It answers 401 to the login (an API key)'),
    });

    await logIn(before, apiKey);
    expect(faultsOf(await look())).toEqual([]);
  });

  it('of a provider is missing, wrong, and then right', async () => {
    await start({
      rules: { admits: apiKey },
      userConfig: (baseUrl) =>
        `model_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "${baseUrl}"\nenv_key = "KEY_OF_X"\nwire_api = "responses"\n`,
    });
    const withKey = async (key?: string): Promise<Diagnosis> =>
      await examine({ ...upstream, env: { ...upstream.env, KEY_OF_X: key } });
    expect(findingOf(await withKey(), 'login')).toMatchObject({
      status: 'failed',
      title: "The API key of the provider 'x' is missing.",
      remedy: 'Set KEY_OF_X in the environment of the gateway.',
    });
    expect(findingOf(await withKey('sk-wrong'), 'login')).toMatchObject({
      status: 'failed',
      title: "The provider 'x' refuses its API key.",
      detail: 'It answers 401.',
    });
    expect(faultsOf(await withKey(apiKey))).toEqual([]);
  });
});

describe('the login file', () => {
  it('that is no JSON is removed as the remedy says', async () => {
    await start({ login: 'missing', rules: { admits: apiKey } });
    const file = authFileIn(upstream.codexHome);
    await writeFile(file, '{"tokens": ');
    const before = await look();
    expect(findingOf(before, 'codex_home')).toMatchObject({
      status: 'failed',
      title: `The login file ${file} is damaged.`,
    });
    await rm(file);
    await logIn(before, apiKey);
    expect(faultsOf(await look())).toEqual([]);
  });

  it('that is a folder cannot be read', async () => {
    await start({ login: 'missing' });
    const file = authFileIn(upstream.codexHome);
    await mkdir(file);
    const finding = findingOf(await look(), 'codex_home');
    expect(finding).toMatchObject({
      status: 'failed',
      title: `The login file ${file} cannot be read.`,
      detail: 'The system says: illegal operation on a directory (EISDIR).',
    });
    const [command = ''] = finding === undefined ? [] : commandsOf(finding);
    await run('/bin/sh', ['-c', command]);
    expect(findingOf(await look(), 'codex_home')?.status).toBe('ok');
  });
});
