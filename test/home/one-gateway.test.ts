import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HomeInUseError, holdHome } from '../../src/home/hold-home.ts';
import { startTestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let programs: Program[];

beforeEach(async () => {
  folder = await createTempFolder();
  programs = [];
});
afterEach(async () => {
  for (const program of programs) await program.kill();
  await folder.remove();
});

function run(...args: readonly string[]): Program {
  const program = startProgram(folder.path, ['--addr', '127.0.0.1:0', '--log', 'silent', ...args]);
  programs.push(program);
  return program;
}

async function urlOf(program: Program): Promise<string> {
  return /http:\/\/127\.0\.0\.1:\d+/.exec(await program.banner())?.[0] ?? '';
}

/** A second start ends with this line. */
async function expectRefusal(program: Program, home: string, url: string): Promise<void> {
  expect(await program.ended).toBe('1');
  expect(program.stdout()).toBe('');
  expect(program.stderr()).toBe(
    `codex-serve: ${home} is in use by the gateway at ${url}; choose another folder with --home\n`,
  );
}

describe('a home that a gateway uses', () => {
  let used: TempFolder;
  let plain: Program;
  let demo: Program;
  let urls: readonly [plain: string, demo: string];

  const start = (...args: readonly string[]): Program =>
    startProgram(used.path, ['--addr', '127.0.0.1:0', '--log', 'silent', ...args]);
  const homeOf = (...names: readonly string[]): string =>
    path.join(used.path, '.codex-serve', ...names);

  beforeAll(async () => {
    used = await createTempFolder();
    plain = start();
    demo = start('--demo');
    urls = [await urlOf(plain), await urlOf(demo)];
  });
  afterAll(async () => {
    await plain.kill();
    await demo.kill();
    await used.remove();
  });

  it('has one gateway: a second start names its address, and --home helps', async () => {
    const [url] = urls;
    await expectRefusal(start(), homeOf(), url);
    expect((await fetch(`${url}/healthz`)).ok).toBe(true);

    const program = start('--home', path.join(used.path, 'other'));
    const other = await urlOf(program);
    expect((await fetch(`${other}/healthz`)).ok).toBe(true);
    await program.kill();
  });

  it('of a demo is another one, and has one demo', async () => {
    const [, url] = urls;
    expect((await fetch(`${url}/healthz`)).ok).toBe(true);
    await expectRefusal(start('--demo'), homeOf('demo'), url);
  });

  it('stays taken while its gateway is stopped', async () => {
    const [, url] = urls;
    demo.child.kill('SIGSTOP');
    await expectRefusal(start('--demo'), homeOf('demo'), url);
    demo.child.kill('SIGCONT');
    expect((await fetch(`${url}/healthz`)).ok).toBe(true);
  });

  it('can be read and written by other commands meanwhile', async () => {
    const token = homeOf('admin-token');
    const before = await readFile(token, 'utf8');
    const renewal = startProgram(used.path, ['admin-token', '--renew']);
    expect(await renewal.ended).toBe('0');
    expect(renewal.stdout()).not.toBe(before);
    expect(await readFile(token, 'utf8')).toBe(renewal.stdout());
  });
});

describe('a home', () => {
  it('is free at once when its gateway is killed', async () => {
    const first = run('--demo');
    const url = await urlOf(first);
    await first.kill();
    const next = await urlOf(run('--demo'));
    expect(next).not.toBe(url);
    await expectRefusal(run('--demo'), path.join(folder.path, '.codex-serve', 'demo'), next);
  });

  it('is free when its gateway has ended in order', async () => {
    const first = run('--demo');
    await first.banner();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe('0');
    await run('--demo').banner();
  });
});

describe('the lock', () => {
  const logger = pino({ level: 'silent' });
  const url = 'http://127.0.0.1:8000';

  it('of two that want it at once goes to one', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, async () => await holdHome(folder.path, url, logger)),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const result of refused) {
      expect(result).toMatchObject({ reason: expect.any(HomeInUseError) });
      expect(String('reason' in result && result.reason)).toContain(url);
    }
    for (const result of results) if (result.status === 'fulfilled') await result.value.release();
  });

  it('can be taken again once it was released', async () => {
    for (let i = 0; i < 3; i += 1) {
      const lock = await holdHome(folder.path, url, logger);
      await expect(holdHome(folder.path, url, logger)).rejects.toThrow(HomeInUseError);
      await lock.release();
    }
  });

  it('names no address that an earlier gateway has left', async () => {
    await (await holdHome(folder.path, 'http://127.0.0.1:1', logger)).release();
    const lock = await holdHome(folder.path, url, logger);
    await expect(holdHome(folder.path, 'http://127.0.0.1:2', logger)).rejects.toThrow(
      `${folder.path} is in use by the gateway at ${url}; choose another folder with --home`,
    );
    await lock.release();
  });

  it('cannot be a file that is no database', async () => {
    await writeFile(path.join(folder.path, 'lock.sqlite'), 'not a database, '.repeat(100));
    await expect(holdHome(folder.path, url, logger)).rejects.toThrow(
      /^cannot lock \S+lock\.sqlite \(.+\); choose a folder on a local disk with --home$/,
    );
  });
});

describe('the folder of the engine', () => {
  it('is new for each process, gone afterwards, and keeps its installation id', async () => {
    const upstream = await startTestUpstream();
    const engines = path.join(upstream.home, 'engines');
    const names = new Set<string>();
    const ids = new Set<string>();
    for (let i = 0; i < 2; i += 1) {
      const gateway = await startTestGateway({ upstream });
      const [name = '', ...more] = await readdir(engines);
      expect(more).toEqual([]);
      names.add(name);
      ids.add(await readFile(path.join(upstream.home, 'data', 'installation_id'), 'utf8'));
      await gateway.close();
      expect(await readdir(engines)).toEqual([]);
    }
    expect([names.size, ids.size]).toEqual([2, 1]);
    expect([...ids][0]).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    await upstream.close();
  });

  it('of a killed gateway is removed at the next start', async () => {
    const engines = path.join(folder.path, '.codex-serve', 'demo', 'engines');
    const first = run('--demo');
    await first.banner();
    const [left] = await readdir(engines);
    await first.kill();
    await run('--demo').banner();
    const names = await readdir(engines);
    expect(names).toHaveLength(1);
    expect(names).not.toContain(left);
  });
});
