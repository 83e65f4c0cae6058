import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { testedEngine } from '../support/tested-engine.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let programs: ChildProcess[] = [];

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(async () => {
  await Promise.all(programs.map(kill));
  programs = [];
  await folder.remove();
});

async function kill(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const closed = once(program, 'close');
  program.kill('SIGKILL');
  await closed;
}

/** Starts the built program with the demo's stand-in; resolves with its address once it serves. */
async function start(addr: string): Promise<{ program: ChildProcess; url: URL }> {
  const args = ['--demo', '--addr', addr, '--home', folder.path, '--engine', testedEngine()];
  const program = spawn(process.execPath, [path.resolve('dist/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: folder.path, CODEX_SERVE_LOG: 'silent' },
  });
  programs.push(program);
  let shown = '';
  program.stdout?.setEncoding('utf8').on('data', (chunk: string) => (shown += chunk));
  await expect.poll(() => shown, { timeout: 15_000 }).toMatch(/GraphQL/);
  return { program, url: new URL(/http:\/\/127\.0\.0\.1:\d+/.exec(shown)?.[0] ?? '') };
}

async function postTo(url: URL, route: string, body: object): Promise<unknown> {
  const response = await fetch(new URL(route, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return await response.json();
}

async function chat(url: URL): Promise<string> {
  const messages = [{ role: 'user', content: 'Say hi' }];
  const answer = await postTo(url, '/v1/chat/completions', { model: 'gpt-5.5', messages });
  return z.object({ id: z.string() }).parse(answer).id;
}

it('a killed gateway loses nothing that is a second old, and its successor continues from there', async () => {
  const { program, url } = await start('127.0.0.1:0');
  const log = path.join(folder.path, 'demo', 'data', 'usage.sqlite-wal');
  const first = await chat(url);
  // Nobody asks for usage: it is written by itself.
  await expect
    .poll(async () => (await readFile(log)).includes(first), { timeout: 5000 })
    .toBe(true);
  await kill(program);

  const next = await start(url.host);
  const second = await chat(next.url);
  const query =
    '{ completionRecords(first: 5) { edges { node { completionId } } } usage { totals { completions } } }';
  expect(await postTo(next.url, '/graphql', { query })).toEqual({
    data: {
      completionRecords: {
        edges: [{ node: { completionId: second } }, { node: { completionId: first } }],
      },
      usage: { totals: { completions: 2 } },
    },
  });
});
