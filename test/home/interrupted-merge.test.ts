import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { openStores } from '../../src/open-stores.ts';
import { bundleModule, type BundledModule } from '../support/bundled-module.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { writeOldAnswer, writeOldEngine, writeOldUsage } from './old-home.ts';

const invocation = readConfig(['--usage-days', '3650'], {}, '0.0.0');
if (invocation.kind !== 'serve') throw new Error(`${invocation.kind} instead`);
const { config } = invocation;

let folder: TempFolder;
let stores: BundledModule;

beforeAll(async () => {
  stores = await bundleModule('src/open-stores.ts');
});
afterAll(async () => {
  await stores.remove();
});

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(async () => {
  await folder.remove();
});

/**
 * Opens the stores on a home, prints how many steps the merge took, and kills
 * itself before one of them: an operation on a file, or a statement of SQL.
 */
const script = `
  import fs from 'node:fs/promises';
  import { syncBuiltinESMExports } from 'node:module';
  import Libsql from 'libsql/promise';
  const [module, home, killed] = [...process.argv.slice(1, 3), Number(process.argv[3])];
  let steps = 0;
  const count = (object, names) => {
    for (const name of names) {
      const own = object[name];
      object[name] = function (...args) {
        steps += 1;
        if (steps === killed) process.kill(process.pid, 'SIGKILL');
        return own.apply(this, args);
      };
    }
  };
  count(fs, ['rename', 'rm', 'rmdir', 'mkdir', 'copyFile']);
  count(Libsql.prototype, ['exec', 'prepare']);
  syncBuiltinESMExports();
  const { openStores } = await import(module);
  await openStores({
    config: { home, store: 'disk', storeDays: 3650, storeBytes: 2 ** 30, usageDays: 3650, recordContent: false, prices: undefined },
    url: 'http://127.0.0.1:8000',
    version: '0.0.0',
    ownerOf: (owner) => owner,
    logger: { info() {}, warn: console.error, error: console.error },
  });
  console.log(steps);
  process.exit();`;

/** Resolves with the number of steps; undefined where it was killed. */
async function openAndKill(home: string, killedBefore: number): Promise<number | undefined> {
  const args = ['--input-type=module', '--eval', script, stores.url, home, String(killedBefore)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (signal === 'SIGKILL') return undefined;
  expect(code).toBe(0);
  return Number(printed);
}

/** What a start on a home finds, and what it complains of. */
async function kept(home: string): Promise<unknown> {
  const complaints: string[] = [];
  const opened = await openStores({
    config: { ...config, home },
    url: 'http://127.0.0.1:8000',
    version: '0.0.0',
    ownerOf: (owner) => owner,
    logger: pino({ level: 'warn' }, { write: (line: string) => complaints.push(line) }),
  });
  const { usage, completions } = opened;
  const { totals } = await usage.report({ granularity: 'day', groupBy: [], filter: {} });
  const records = await usage.completionRecords({ filter: {}, limit: 100, isOldestFirst: true });
  const stored = await completions?.list(
    { id: 'x', seesAll: false },
    { limit: 100, order: 'asc', metadata: {} },
  );
  await opened.close();
  const folders = await readdir(home);
  return {
    completions: totals.completions,
    totalTokens: totals.totalTokens,
    records: records.map(({ id }) => id),
    stored: stored?.data.map(({ id }) => id),
    oldFolders: folders.filter((name) => name.startsWith('127')),
    complaints,
  };
}

it('a merge that is killed before any of its steps is finished by the next start', async () => {
  const template = path.join(folder.path, 'template');
  const now = Date.now();
  const endedAt = (index: number): number => now - 60_000 + index;
  // The first of two addresses is merged already, so that there is something to add to.
  for (const [index, address] of ['127.0.0.1-8000', '127.0.0.1-8001'].entries()) {
    const old = path.join(template, address);
    const numbers = [index, index + 2];
    await writeOldUsage(
      old,
      numbers.map((number) => ({ id: `chatcmpl-${number}`, endedAt: endedAt(number) })),
    );
    for (const number of numbers) {
      const storedAt = endedAt(number);
      await writeOldAnswer(old, { id: `chatcmpl-${number}`, client: 'x', storedAt });
    }
    await writeOldEngine(old, folder.path);
    if (index === 0) await openAndKill(template, 0);
  }
  const ids = [0, 1, 2, 3].map((number) => `chatcmpl-${number}`);
  const expected = {
    completions: 4,
    totalTokens: 60,
    records: ids,
    stored: ids,
    oldFolders: [],
    complaints: [],
  };
  const copy = async (name: string): Promise<string> => {
    const home = path.join(folder.path, name);
    await cp(template, home, { recursive: true, verbatimSymlinks: true });
    return home;
  };

  const steps = (await openAndKill(await copy('whole'), 0)) ?? 0;
  expect(steps).toBeGreaterThan(30);
  // Every second one, by chance the odd or the even ones.
  for (let step = 1 + Math.round(Math.random()); step <= steps; step += 2) {
    const home = await copy(String(step));
    expect([step, await openAndKill(home, step)]).toEqual([step, undefined]);
    expect([step, await kept(home)]).toEqual([step, expected]);
    await rm(home, { recursive: true });
  }
}, 300_000);
