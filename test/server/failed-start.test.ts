import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/options.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { openStores, type Stores } from '../../src/open-stores.ts';
import { startDemo } from '../../src/start-demo.ts';
import { allOrNothing } from '../../src/util/all-or-nothing.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
const programs: Program[] = [];

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(async () => {
  for (const program of programs.splice(0)) await program.kill();
  await folder.remove();
});

function run(...args: readonly string[]): Program {
  const program = startProgram(folder.path, args);
  programs.push(program);
  return program;
}

/** A file where a folder must be. */
async function writeFileAsHome(): Promise<string> {
  const file = path.join(folder.path, 'file');
  await writeFile(file, '');
  return file;
}

async function writeCodex(...lines: readonly string[]): Promise<string> {
  const file = path.join(folder.path, 'codex');
  await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
}

function configOf(...args: readonly string[]): Config {
  const invocation = readConfig(args, {}, '0.0.0');
  if (invocation.kind !== 'serve') throw new Error(invocation.kind);
  return invocation.config;
}

const seeDoctor =
  'codex-serve: run `codex-serve doctor` with the same settings to see what to do about it\n';

describe('a home that is a file', () => {
  it('ends the demo with a line that says why', async () => {
    const home = await writeFileAsHome();
    const program = run('--demo', '--addr', '127.0.0.1:0', '--home', home);
    expect(await program.ended).toBe('1');
    const [, line, ...rest] = /^(codex-serve: .*\n)([^]*)$/.exec(program.stderr()) ?? [];
    expect(line?.replace(/upstream-\d+/, 'upstream-PORT')).toBe(
      `codex-serve: cannot write ${home}/demo/upstream-PORT: a file stands where a folder must be; move it away, or choose another folder with --home\n`,
    );
    expect(rest).toEqual([seeDoctor]);
  });

  it.each([[['admin-token']], [['doctor', '--demo']], [['--addr', '127.0.0.1:0']]])(
    'ends %j with 1',
    async (args) => {
      const program = run(...args, '--home', await writeFileAsHome());
      expect(await program.ended).toBe('1');
      expect(program.stderr()).not.toContain('    at ');
    },
  );

  it('leaves no stand-in that listens', async () => {
    const listening = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const before = listening();
    const config = configOf('--demo', '--home', await writeFileAsHome());
    await expect(startDemo(config, {})).rejects.toThrow('ENOTDIR');
    await expect.poll(listening).toBe(before);
  });
});

describe('a Codex that fails at once', () => {
  it.each([
    ['exit 127', 'is not a Codex executable: `codex --version` exited with code 127'],
    [
      'echo codex-cli 0.100.0',
      'is Codex 0.100.0, but codex-serve needs >=0.169.0; leave the option out to use the Codex it brought',
    ],
  ])('ends the program with one line: %s', async (script, reason) => {
    const codex = await writeCodex(script);
    const program = run('--demo', '--addr', '127.0.0.1:0', '--codex-bin', codex);
    expect(await program.ended).toBe('1');
    expect(program.stderr()).toBe(`codex-serve: --codex-bin: ${codex} ${reason}\n${seeDoctor}`);
    const left = await readdir(path.join(folder.path, '.codex-serve', 'demo'));
    expect(left.filter((name) => name.startsWith('upstream-'))).toEqual([]);
  });

  it('ends the program with one line after the login has changed meanwhile', async () => {
    const codexHome = path.join(folder.path, 'codex-home');
    await mkdir(codexHome);
    // Longer than the login file stays unread.
    const codex = await writeCodex(`echo {} > ${codexHome}/auth.json`, 'sleep 2', 'exit 127');
    const homes = ['--home', folder.path, '--codex-home', codexHome];
    const program = run('--addr', '127.0.0.1:0', ...homes, '--codex-bin', codex);
    expect(await program.ended).toBe('1');
    const [change, ...lines] = program.stderr().split(/(?<=\n)/);
    expect(change).toContain('the Codex login changed; starting a new engine on it');
    expect(lines.join('')).toBe(
      `codex-serve: --codex-bin: ${codex} is not a Codex executable: \`codex --version\` exited with code 127\n${seeDoctor}`,
    );
  });
});

it('stores that cannot all be opened leave the home to the next gateway', async () => {
  const open = async (): Promise<Stores> =>
    await openStores({
      config: configOf('--home', folder.path),
      url: 'http://127.0.0.1:8000',
      version: '0.0.0',
      ownerOf: (owner) => owner,
      logger: pino({ level: 'silent' }),
    });
  const sealKey = path.join(folder.path, 'data', 'seal-key');
  await mkdir(sealKey, { recursive: true });
  await expect(open()).rejects.toThrow('EISDIR');
  await rm(sealKey, { recursive: true });
  await (await open()).close();
});

it('what was opened is closed, the last first, whatever fails at that', async () => {
  const closed: string[] = [];
  const opening = allOrNothing(async (opened) => {
    opened(() => void closed.push('first'));
    opened(async () => {
      closed.push('second');
      throw new Error('cannot be closed');
    });
    opened(() => {
      closed.push('third');
      throw new Error('cannot be closed either');
    });
    throw new Error('the reason');
  });
  await expect(opening).rejects.toThrow('the reason');
  expect(closed).toEqual(['third', 'second', 'first']);
});
