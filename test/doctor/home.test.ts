import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAdminToken } from '../../src/http/access/admin-token.ts';
import { findHolder } from '../../src/home/find-holder.ts';
import { holdHome } from '../../src/home/hold-home.ts';
import type { Finding } from '../../src/doctor/kit/finding.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { startTestGateway } from '../support/gateway.ts';
import { asBoundUser } from '../support/bound-user.ts';
import { readDoctorJson } from './program.ts';
import { commandsOf, examine, faultsOf, findingOf } from './examine.ts';

const run = promisify(execFile);

let upstream: TestUpstream;

beforeEach(async () => {
  upstream = await startTestUpstream();
  await mkdir(upstream.home);
});
afterEach(async () => {
  await run('chmod', ['-R', 'u+rwX', upstream.home]);
  await upstream.close();
});

/** What the program prints as a user that permissions bind. */
async function printedByBoundUser(
  home: string,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const folders = ['--home', home, '--codex-home', upstream.codexHome];
  const program = [process.execPath, path.resolve('dist/main.js'), ...args];
  const [file = '', ...rest] = asBoundUser([...program, '--addr', '127.0.0.1:0', ...folders]);
  return await run(file, rest, { env: upstream.env }).catch((error: unknown) => {
    if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error;
    return { stdout: String(error.stdout), stderr: String(error.stderr) };
  });
}

/** What the doctor says of the home, or of something else, as such a user. */
async function lookAsBoundUser(home: string, id = 'home'): Promise<Finding | undefined> {
  const { stdout } = await printedByBoundUser(home, 'doctor', '--json');
  return readDoctorJson(stdout).findings.find((each) => each.id === id);
}

/** Runs the commands of a remedy, without `sudo`, which a test need not have. */
async function follow(finding: Finding | undefined): Promise<void> {
  for (const command of finding === undefined ? [] : commandsOf(finding)) {
    await run('/bin/sh', ['-c', command.replace(/^sudo /, '')]);
  }
}

describe('a home that cannot be written', () => {
  it('because of its permissions is made writable as the remedy says', async () => {
    const { home } = upstream;
    await chmod(home, 0o555);
    const before = await lookAsBoundUser(home);
    expect(before).toMatchObject({
      status: 'failed',
      title: `The gateway cannot write ${home}.`,
      detail: `Its home is ${home}; permission denied.`,
      remedy: expect.stringMatching(
        /^Make it writable for this user \(`sudo chown -R \d+ \S+` and/,
      ),
    });
    await follow(before);
    expect(await lookAsBoundUser(home)).toMatchObject({ status: 'ok', remedy: null });
  });

  it('because of its permissions ends the start with one line and the way to the doctor', async () => {
    const { home } = upstream;
    await (await holdHome(home, 'http://127.0.0.1:8000', pino({ level: 'silent' }))).release();
    await readAdminToken(home);
    await chmod(home, 0o555);
    const { stderr } = await printedByBoundUser(home);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toEqual([
      `codex-serve: cannot write ${home}: permission denied; make it writable for this user, or choose another folder with --home`,
      expect.stringContaining('run `codex-serve doctor` with the same settings'),
    ]);
  });

  it('because of one file in it names that', async () => {
    const { home } = upstream;
    const file = path.join(home, 'data', 'usage.sqlite');
    await mkdir(path.dirname(file));
    await writeFile(file, '', { mode: 0o444 });
    const before = await lookAsBoundUser(home);
    expect(before).toMatchObject({
      status: 'failed',
      title: `The gateway cannot write ${file}.`,
    });
    await follow(before);
    expect(await lookAsBoundUser(home)).toMatchObject({ status: 'ok' });
  });

  it('because the folder above it is closed is made as the remedy says', async () => {
    const home = path.join(upstream.home, 'a', 'b');
    await chmod(upstream.home, 0o555);
    const before = await lookAsBoundUser(home);
    expect(before).toMatchObject({
      status: 'failed',
      title: `The gateway cannot write ${upstream.home}.`,
      remedy: expect.stringContaining(`sudo install -d -m 700 -o`),
    });
  });

  it('because a file stands there names another folder', async () => {
    const file = path.join(upstream.home, 'file');
    await writeFile(file, '');
    for (const home of [file, path.join(file, 'below')]) {
      expect(findingOf(await examine({ ...upstream, home }), 'home')).toMatchObject({
        status: 'failed',
        detail: expect.stringContaining('a file stands where a folder must be'),
        remedy: 'Move it away, or choose another folder with --home.',
      });
    }
    const other = path.join(upstream.home, 'other');
    expect(faultsOf(await examine({ ...upstream, home: other }))).toEqual([]);
    // It makes no folder that it only looks at.
    expect(await readdir(upstream.home)).toEqual(['file']);
  });
});

describe('a home that another gateway holds', () => {
  it('is named with the address, and free once that has ended', async () => {
    const gateway = await startTestGateway({ upstream });
    const args = ['--addr', '127.0.0.1:1'];
    const before = await examine({ ...upstream, args });
    expect(findingOf(before, 'home')).toMatchObject({
      status: 'failed',
      title: `The gateway at ${gateway.url} uses ${upstream.home}.`,
      remedy: `Use that gateway, stop it, or choose another folder with --home, such as --home ${upstream.home}-2.`,
    });
    const elsewhere = await examine({ ...upstream, home: `${upstream.home}-2` });
    expect(findingOf(elsewhere, 'home')?.status).toBe('ok');
    // The other gateway has noticed nothing.
    expect((await fetch(`${gateway.url}/healthz`)).ok).toBe(true);
    await expect(startTestGateway({ upstream })).rejects.toThrow('is in use by the gateway at');

    await gateway.close();
    expect(faultsOf(await examine(upstream))).toEqual([]);
  });

  it('can be taken while it is looked at, however often', async () => {
    const logger = pino({ level: 'silent' });
    const over = new AbortController();
    const looking = (async () => {
      while (!over.signal.aborted) await findHolder(upstream.home);
    })();
    const taken: string[] = [];
    for (let i = 0; i < 100; i += 1) {
      const lock = await holdHome(upstream.home, 'http://127.0.0.1:8000', logger);
      taken.push('taken');
      await lock.release();
    }
    over.abort();
    await looking;
    expect(taken).toHaveLength(100);
  });
});

describe('the databases', () => {
  it('that are damaged are named, and moved away as the remedy says', async () => {
    const file = path.join(upstream.home, 'data', 'usage.sqlite');
    await mkdir(path.dirname(file));
    await writeFile(file, 'no database, '.repeat(1000));
    const before = await examine(upstream);
    expect(faultsOf(before)).toEqual(['databases warning']);
    const finding = findingOf(before, 'databases');
    expect(finding?.title).toBe('The usage database is damaged.');
    await follow(finding);
    expect(faultsOf(await examine(upstream))).toEqual([]);
  });

  it('of a gateway that runs are read, and stay as they are', async () => {
    const gateway = await startTestGateway({ upstream });
    const { port } = new URL(gateway.url);
    const diagnosis = await examine({ ...upstream, args: ['--addr', `127.0.0.1:${port}`] });
    expect(findingOf(diagnosis, 'databases')).toMatchObject({
      status: 'ok',
      detail: 'They are: usage, quota, conversation.',
    });
    expect(faultsOf(diagnosis)).toEqual([]);
    await gateway.close();
    const header = await readFile(path.join(upstream.home, 'data', 'usage.sqlite'), 'latin1');
    expect(header.slice(0, 15)).toBe('SQLite format 3');
  });
});

describe('a configuration of Codex', () => {
  it.each([
    ['a file that is closed', 'config.toml'],
    ['a folder that is closed', '.'],
  ])('in %s is made readable as the remedy says', async (_, name) => {
    const closed = path.join(upstream.codexHome, name);
    await chmod(closed, 0);
    const before = await lookAsBoundUser(upstream.home, 'codex_home');
    expect(before).toMatchObject({
      status: 'failed',
      title: "Codex's configuration cannot be used.",
      detail: `The gateway cannot read ${upstream.codexHome}/config.toml: permission denied (EACCES).`,
      remedy: expect.stringMatching(/^Make it readable for this user: `sudo chown -R \d+ \S+` and/),
    });
    await follow(before);
    expect(await lookAsBoundUser(upstream.home, 'codex_home')).toMatchObject({ status: 'ok' });
  });
});

describe('a file of a login that is closed', () => {
  it('is the only thing to fix, and the remedy does', async () => {
    await upstream.close();
    upstream = await startTestUpstream({ login: 'present' });
    await mkdir(upstream.home);
    await chmod(path.join(upstream.codexHome, 'auth.json'), 0);
    const before = await lookAsBoundUser(upstream.home, 'codex_home');
    expect(before).toMatchObject({
      status: 'failed',
      remedy: expect.stringMatching(/^Make it readable for this user: /),
    });
    expect(await lookAsBoundUser(upstream.home, 'login')).toMatchObject({
      status: 'failed',
      title: 'Codex finds no login.',
      remedy: 'Make that file readable first, and check again.',
    });
    await follow(before);
    expect(await lookAsBoundUser(upstream.home, 'codex_home')).toMatchObject({ status: 'ok' });
    expect(await lookAsBoundUser(upstream.home, 'login')).toMatchObject({ status: 'ok' });
  });
});
