import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testedEngine } from '../support/tested-engine.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let children: ChildProcess[];

beforeEach(async () => {
  folder = await createTempFolder();
  children = [];
});
afterEach(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGKILL');
    if (child.signalCode === null) await once(child, 'exit');
  }
  await folder.remove();
});

/** Starts the program in a pid namespace of its own, as a container does: it is process 1 there. */
function start(): ChildProcess {
  const program = [process.execPath, path.resolve('dist/main.js')];
  const args = [
    '--demo',
    '--addr',
    '127.0.0.1:0',
    '--home',
    folder.path,
    '--log',
    'silent',
    '--engine',
    testedEngine(),
  ];
  const namespace = ['--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('unshare', ['--map-root-user', ...namespace, ...program, ...args], {
    env: { PATH: process.env['PATH'], HOME: folder.path },
  });
  children.push(child);
  return child;
}

async function urlOf({ stdout }: ChildProcess): Promise<string | undefined> {
  let banner = '';
  stdout?.setEncoding('utf8').on('data', (chunk: string) => (banner += chunk));
  await expect.poll(() => banner, { timeout: 15_000 }).toMatch(/GraphQL/);
  return /http:\/\/127\.0\.0\.1:\d+/.exec(banner)?.[0];
}

it('a home is held across pid namespaces, and free once its gateway is killed', async () => {
  const first = start();
  const url = await urlOf(first);
  const second = start();
  expect(second.stderr && (await text(second.stderr))).toBe(
    `codex-serve: ${folder.path}/demo is in use by the gateway at ${url}; choose another folder with --home\n`,
  );
  first.kill('SIGKILL');
  await once(first, 'close');
  expect(await urlOf(start())).toMatch(/^http:/);
}, 60_000);
