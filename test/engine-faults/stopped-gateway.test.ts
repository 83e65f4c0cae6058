import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { chatBody, post } from '../rest/client.ts';
import { appServersOf } from '../support/child-processes.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

/** Longer than two questions of the watchdog take. */
const longMs = 12_000;

let folder: TempFolder;
let gateway: ChildProcess;

afterEach(async () => {
  gateway.kill('SIGKILL');
  await once(gateway, 'close');
  await folder.remove();
});

/** Starts the built program with its stand-in service; gives its address. */
async function startProgram(): Promise<string> {
  folder = await createTempFolder();
  const args = [
    path.resolve('dist/main.js'),
    '--demo',
    '--addr',
    '127.0.0.1:0',
    '--engine',
    'app-server',
  ];
  const env = { PATH: process.env['PATH'], HOME: folder.path };
  gateway = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const banner = on(gateway);
  await expect.poll(banner, { timeout: 15_000 }).toMatch(/GraphQL/);
  return /http:\/\/127\.0\.0\.1:\d+/.exec(banner())?.[0] ?? '';
}

function on({ stdout }: ChildProcess): () => string {
  let text = '';
  stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

it('a gateway that was stopped for long finds its engine as it left it', async () => {
  const url = await startProgram();
  const engine = appServersOf(gateway.pid ?? 0);
  expect(engine).toHaveLength(1);
  gateway.kill('SIGSTOP');
  await sleep(longMs);
  gateway.kill('SIGCONT');
  await sleep(longMs);

  expect(appServersOf(gateway.pid ?? 0)).toEqual(engine);
  const health = await fetch(`${url}/healthz`);
  expect(health.status).toBe(200);
  const answer = await post(`${url}/v1/chat/completions`, chatBody());
  expect(answer.status).toBe(200);
});
