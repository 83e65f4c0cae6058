import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemoProgram, textOf, type DemoProgram } from '../support/program.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let program: DemoProgram;

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(async () => {
  await program.kill();
  await folder.remove();
});

/** More than what a pipe holds: a path of this length is cut in the log. */
const requests = 300;
const padding = 'x'.repeat(14_000);

/** With `--verbose`, more than the program keeps: 2.2 MB in lines of 14 kB. */
const operations = 160;

async function makeItLogMuch(): Promise<void> {
  const query = 'query ($id: ID!) { chatCompletion(id: $id) { id } }';
  for (let index = 0; index < operations; index += 1) {
    const { status } = await fetch(`${program.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { id: `${padding}${index}` } }),
    });
    expect(status).toBe(200);
  }
}

async function makeItLog(): Promise<void> {
  for (let index = 0; index < requests; index += 1) {
    const { status } = await fetch(`${program.url}/${padding}/${index}`);
    expect(status).toBe(404);
  }
}

/** Answers a chat and ends on SIGTERM; returns the exit code. */
async function answerAndEnd(): Promise<number | string> {
  const chat = await fetch(`${program.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'hi' }] }),
  });
  expect(chat.status).toBe(200);
  await chat.text();
  program.child.kill('SIGTERM');
  return await program.ended;
}

interface Line {
  readonly msg: string;
  readonly path?: string;
  readonly droppedLines?: number;
}

/** Each line as JSON; a line within a line would not parse. */
function linesIn(text: string): Line[] {
  return text
    .slice(0, text.lastIndexOf('\n'))
    .split('\n')
    .map((line): Line => JSON.parse(line));
}

const dropped = (lines: readonly Line[]): number =>
  lines.reduce((sum, { droppedLines = 0 }) => sum + droppedLines, 0);

/** Each operation has a line, and its request another. */
const logged = (lines: readonly Line[]): number =>
  lines.filter(({ path: asked, msg }) => asked === '/graphql' || msg === 'graphql operation')
    .length;

describe('the program serves on and ends on SIGTERM', { timeout: 60_000 }, () => {
  it.each([['json'], ['verbose']])('while nobody reads its log (%s)', async (mode) => {
    const args = mode === 'verbose' ? ['--verbose'] : [];
    program = await startDemoProgram({ home: folder.path, args });
    await program.ready();
    await makeItLog();
    expect(await answerAndEnd()).toBe('0');
  });

  it('while a stopped terminal shows its log', async () => {
    // `script` gives it a terminal, and stops reading that once nobody reads its own output.
    const pidFile = path.join(folder.path, 'pid');
    const inTerminal = (command: readonly string[]): readonly string[] => [
      'script',
      '-qfec',
      `echo $$ >'${pidFile}'; exec ${command.map((word) => `'${word}'`).join(' ')}`,
      '/dev/null',
    ];
    const args = ['--verbose'];
    program = await startDemoProgram({ home: folder.path, args, wrap: inTerminal });
    await program.ready();
    await makeItLog();
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
    const pid = execFileSync('cat', [pidFile]).toString().trim();
    process.kill(Number(pid), 'SIGTERM');
    await expect.poll(async () => await isListening(), { timeout: 10_000 }).toBe(false);
  });

  it('when standard output and standard error are closed pipes', async () => {
    program = await startDemoProgram({ home: folder.path });
    program.child.stdout?.destroy();
    program.child.stderr?.destroy();
    await program.ready();
    await makeItLog();
    expect(await answerAndEnd()).toBe('0');
  });

  it('when standard output and standard error are on a full disk', async () => {
    const full = openSync('/dev/full', 'w');
    program = await startDemoProgram({ home: folder.path, stdio: ['ignore', full, full] });
    closeSync(full);
    await program.ready();
    await makeItLog();
    expect(await answerAndEnd()).toBe('0');
  });
});

describe('the log says how many lines it lacks', { timeout: 60_000 }, () => {
  it('once its reader reads on', async () => {
    program = await startDemoProgram({ home: folder.path, args: ['--verbose'] });
    await program.ready();
    await makeItLogMuch();
    const stderr = textOf(readable(program.child.stderr));
    await expect
      .poll(() => dropped(linesIn(stderr.text())), { timeout: 10_000 })
      .toBeGreaterThan(0);

    const metrics = await (await fetch(`${program.url}/metrics`)).text();
    const counted = /^codex_serve_log_lines_dropped_total (?<lines>\d+)$/m.exec(metrics)?.groups;
    expect(Number(counted?.['lines'])).toBe(dropped(linesIn(stderr.text())));
    await fetch(`${program.url}/after`);
    await expect.poll(() => stderr.text(), { timeout: 10_000 }).toContain('"path":"/after"');
    const lines = linesIn(stderr.text());
    expect(logged(lines) + dropped(lines)).toBe(2 * operations);
    // What waited is bounded: 1 MiB, and what a pipe holds.
    expect(stderr.text().length).toBeLessThan(1.5 * 1024 * 1024);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        msg: 'log lines were dropped: they could not be written',
      }),
    );
  });

  it('once another reader opens the pipe that the first has closed', async () => {
    const pipe = path.join(folder.path, 'log');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(pipe, 'w');
    program = await startDemoProgram({
      home: folder.path,
      args: ['--verbose'],
      stdio: ['ignore', 'ignore', writer],
    });
    closeSync(writer);
    await program.ready();
    closeSync(reader);
    await makeItLogMuch();

    const second = spawn('cat', [pipe]);
    const closed = once(second, 'close');
    const stderr = textOf(second.stdout);
    await expect
      .poll(() => dropped(linesIn(stderr.text())), { timeout: 10_000 })
      .toBeGreaterThan(0);
    expect(await answerAndEnd()).toBe('0');
    await closed;
  });
});

function readable(stream: Readable | null): Readable {
  if (stream === null) throw new Error('The stream is no pipe.');
  return stream;
}

async function isListening(): Promise<boolean> {
  return await fetch(program.url).then(
    () => true,
    () => false,
  );
}
