import { request } from 'node:http';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startOverRest } from '../schema/ask.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { holdAnswers } from '../support/held-answers.ts';

let upstream: TestUpstream;
let programs: Program[] = [];

beforeEach(async () => {
  upstream = await startTestUpstream();
  await mkdir(upstream.home, { recursive: true });
});
afterEach(async () => {
  for (const program of programs) await program.kill();
  programs = [];
  await upstream.close();
});

/** Starts the built program on a config file with these lines. */
async function run(...lines: readonly string[]): Promise<Program> {
  await configure(...lines);
  const folders = ['--home', upstream.home, '--codex-home', upstream.codexHome];
  const program = startProgram(
    upstream.home,
    ['--addr', '127.0.0.1:0', ...folders, '--max-queued', '7'],
    upstream.env,
  );
  programs.push(program);
  return program;
}

async function configure(...lines: readonly string[]): Promise<void> {
  await writeFile(path.join(upstream.home, 'codex-serve.toml'), `${lines.join('\n')}\n`);
}

async function urlOf(program: Program): Promise<string> {
  return /http:\/\/127\.0\.0\.1:\d+/.exec(await program.banner())?.[0] ?? '';
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(program: Program): readonly Line[] {
  const text = program.stderr();
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line): Line[] => (line === '' ? [] : [JSON.parse(line)]));
}

/** Sends SIGHUP, and waits for so many lines with a message. */
async function hangUp(program: Program, msg: string, count = 1): Promise<Line> {
  const found = (): readonly Line[] => linesOf(program).filter((line) => line['msg'] === msg);
  program.child.kill('SIGHUP');
  await vi.waitUntil(() => found().length === count, { timeout: 30_000, interval: 10 });
  return found().at(-1) ?? {};
}

/** The status of a request under another host name. */
async function statusAs(url: string, host: string): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const asked = request(`${url}/v1/models`, { headers: { host } }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    asked.on('error', reject).end();
  });
}

async function statusFrom(url: string, origin: string): Promise<number> {
  return (await fetch(`${url}/v1/models`, { headers: { origin } })).status;
}

describe('SIGHUP', () => {
  it('reloads the log level, origins, hosts and aliases from the config file, and logs their names', async () => {
    const program = await run('log = "warn"');
    const url = await urlOf(program);
    expect(await statusAs(url, 'gateway.lan')).toBe(403);
    expect(await statusFrom(url, 'https://app.example')).toBe(403);
    expect((await fetch(`${url}/v1/models/mine`)).status).toBe(404);

    await configure(
      'log = "info"',
      'allow-host = ["gateway.lan"]',
      'cors-origin = ["https://app.example"]',
      'model-alias = { mine = "gpt-5.5" }',
      'max-turns = 3',
      'max-queued = 9',
    );
    const line = await hangUp(program, 'settings reloaded');
    expect(line['reloaded']).toEqual(['cors-origin', 'allow-host', 'model-alias', 'log']);
    await vi.waitUntil(() => program.stderr().includes('need a restart'), { timeout: 60_000 });
    // A flag stays what it was, whatever the file says.
    expect(linesOf(program).at(-1)).toMatchObject({ level: 40, settings: ['max-turns'] });
    expect(await statusAs(url, 'gateway.lan')).toBe(200);
    expect(await statusFrom(url, 'https://app.example')).toBe(200);
    expect((await fetch(`${url}/v1/models/mine`)).status).toBe(200);
    const isLogged = ({ path: at, status }: Line): boolean =>
      at === '/v1/models/mine' && status === 200;
    await vi.waitUntil(() => linesOf(program).some(isLogged), { timeout: 10_000 });
    const query = '{ settings { name value source } }';
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const { data } = await (
      await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    ).json();
    expect(data.settings).toContainEqual({
      name: 'allow-host',
      value: 'gateway.lan',
      source: 'FILE',
    });
    expect(data.settings).toContainEqual({ name: 'max-turns', value: '128', source: 'DEFAULT' });

    await configure('log = "error"');
    await hangUp(program, 'settings reloaded', 2);
    expect(await statusAs(url, 'gateway.lan')).toBe(403);
    expect(await statusFrom(url, 'https://app.example')).toBe(403);
    expect((await fetch(`${url}/v1/models/mine`)).status).toBe(404);
  });

  it('changes nothing for a file with an error, and logs why', async () => {
    const program = await run('model-alias = { mine = "gpt-5.5" }');
    const url = await urlOf(program);
    for (const [index, fault] of ['log = "loud"', 'log = ', 'no-such = 1'].entries()) {
      await configure(fault);
      const msg = 'the settings cannot be reloaded; nothing changes';
      const line = await hangUp(program, msg, index + 1);
      expect(line).toMatchObject({
        level: 50,
        reason: expect.stringContaining('codex-serve.toml'),
      });
    }
    expect((await fetch(`${url}/v1/models/mine`)).status).toBe(200);
  });

  it('during the start is done after it, and during a drain does nothing', async () => {
    const program = await run('log = "info"');
    await vi.waitUntil(() => program.stderr() !== '', { timeout: 30_000, interval: 5 });
    const line = await hangUp(program, 'settings reloaded');
    expect(line['reloaded']).toEqual([]);
    const url = await urlOf(program);
    const held = holdAnswers(upstream.standIn, 'Held');
    const stream = await startOverRest(url, 'Held');
    program.child.kill('SIGTERM');
    await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).status === 503, {
      timeout: 60_000,
    });
    await hangUp(program, 'the gateway shuts down; its settings are not reloaded');
    held.release();
    expect(await stream.rest()).toMatch(/data: \[DONE\]\n\n$/);
    expect(await program.ended).toBe('0');
  });
});

describe('a signal before the program has loaded', () => {
  it.each([
    ['SIGTERM', '0'],
    ['SIGINT', '0'],
  ] as const)('%s ends it with %s', async (signal, code) => {
    const program = await run();
    // The first module is loaded; most are not.
    await vi.waitUntil(() => hasHandler(program), { timeout: 30_000, interval: 1 });
    program.child.kill(signal);
    expect(await program.ended).toBe(code);
    expect(program.stdout()).toBe('');
  });
});

/** Whether the program handles SIGHUP, which Node alone does not. Linux says so in a mask. */
function hasHandler({ child }: Program): boolean {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const mask = BigInt(`0x${/^SigCgt:\s*(\w+)/m.exec(status)?.[1] ?? '0'}`);
    return (mask & 1n) === 1n;
  } catch {
    return false;
  }
}
