import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, existsSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Config } from '../../src/config/options.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { openStores, type Stores } from '../../src/open-stores.ts';
import { startDemo } from '../../src/start-demo.ts';
import { allOrNothing } from '../../src/util/all-or-nothing.ts';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { isRunning } from '../support/is-running.ts';
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
  const program = startProgram(folder.path, ['--addr', '127.0.0.1:0', ...args]);
  programs.push(program);
  return program;
}

const inFolder = (...names: readonly string[]): string => path.join(folder.path, ...names);

async function write(name: string, text = ''): Promise<string> {
  const file = inFolder(name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o600 });
  return file;
}

function writePipe(name: string): string {
  execFileSync('mkfifo', [inFolder(name)]);
  return inFolder(name);
}

/** A Codex that notes its process before it runs these lines. */
async function writeCodex(...lines: readonly string[]): Promise<string> {
  const file = inFolder('codex');
  const script = ['#!/bin/sh', `echo $$ >> ${inFolder('pids')}`, ...lines, ''].join('\n');
  await writeFile(file, script, { mode: 0o755 });
  return file;
}

/** The processes of that Codex which still run. */
function runningCodex(): number[] {
  const pids = readFileSync(inFolder('pids'), 'utf8').trim().split('\n').map(Number);
  return pids.filter(isRunning);
}

/** Ends once the start has failed; gives what it says, with FOLDER and PORT in place of both. */
async function failureOf(program: Program, code = '1'): Promise<string> {
  expect(await program.ended).toBe(code);
  expect(program.stdout()).toBe('');
  return program
    .stderr()
    .replaceAll(folder.path, 'FOLDER')
    .replaceAll(/upstream-\d+/g, 'upstream-PORT')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT');
}

function configOf(...args: readonly string[]): Config {
  const invocation = readConfig(args, {}, '0.0.0');
  if (invocation.kind !== 'serve') throw new Error(invocation.kind);
  return invocation.config;
}

const seeDoctor =
  'codex-serve: run `codex-serve doctor` with the same settings to see what to do about it\n';

describe.each([
  ['with --demo', ['--demo'], 'home/demo'],
  ['without --demo', [], 'home'],
])('a start %s ends with one line', (_, demo, home) => {
  const isDemo = demo.length > 0;

  it.each<[string, () => Promise<readonly string[]>, string]>([
    [
      'the port is taken',
      async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.unref().address();
        if (typeof address === 'string' || address === null) throw new Error('There is no port.');
        return ['--port', String(address.port)];
      },
      `address already in use 127.0.0.1:PORT; choose another one with --port\n${seeDoctor}`,
    ],
    [
      'Codex cannot be run',
      async () => ['--codex-bin', await writeCodex('exit 127')],
      `--codex-bin: FOLDER/codex is not a Codex executable: \`codex --version\` exited with code 127\n${seeDoctor}`,
    ],
    [
      'Codex is too old',
      async () => ['--codex-bin', await writeCodex('echo codex-cli 0.100.0')],
      `--codex-bin: FOLDER/codex is Codex 0.100.0, but codex-serve needs >=0.169.0; leave the option out to use the Codex it brought\n${seeDoctor}`,
    ],
    [
      'a folder stands where the key of compactions must be',
      async () => {
        await write(`${home}/data/seal-key/file`);
        return [];
      },
      `cannot write FOLDER/${home}/data/seal-key: a folder stands where a file must be; move it away, or choose another folder with --home\n${seeDoctor}`,
    ],
    [
      'a folder stands where the address must be',
      async () => {
        await write(`${home}/address/file`);
        return [];
      },
      `cannot write FOLDER/${home}/address: a folder stands where a file must be; move it away, or choose another folder with --home\n${seeDoctor}`,
    ],
    [
      'a folder stands where the lock must be',
      async () => {
        await write(`${home}/lock.sqlite/file`);
        return [];
      },
      `cannot lock FOLDER/${home}/lock.sqlite (ConnectionFailed("Unable to open connection to local database FOLDER/${home}/lock.sqlite: 14")); choose a folder on a local disk with --home\n${seeDoctor}`,
    ],
    [
      'the persisted documents are no JSON',
      async () => ['--persisted-documents', await write('documents', '{')],
      'FOLDER/documents cannot be read: it is not JSON\n',
    ],
    [
      'the persisted documents are a pipe',
      async () => ['--persisted-documents', writePipe('documents')],
      'FOLDER/documents cannot be read: it is a pipe; name a file\n',
    ],
    [
      'the prices are a pipe',
      async () => ['--prices', writePipe('prices')],
      'FOLDER/prices cannot be read: it is a pipe; name a file\n',
    ],
    [
      'the prices have no end',
      async () => ['--prices', '/dev/zero'],
      '/dev/zero cannot be read: it has more than 64 MiB\n',
    ],
    [
      'the secret of the alerts is a pipe',
      async () => [
        '--alert-url',
        'http://127.0.0.1:9/',
        '--alert-secret-file',
        writePipe('secret'),
      ],
      '--alert-secret-file: FOLDER/secret cannot be read: it is a pipe; name a file\n',
    ],
  ])('where %s', async (_case, prepare, line) => {
    const args = await prepare();
    const program = run(...demo, '--home', inFolder('home'), ...args);
    expect(await failureOf(program)).toBe(`codex-serve: ${line}`);
    expect(await leftIn('home')).toEqual([]);
  });

  it('where the home is a file', async () => {
    const program = run(...demo, '--home', await write('file'));
    expect(await failureOf(program)).toBe(
      isDemo
        ? `codex-serve: cannot write FOLDER/file/demo/upstream-PORT: a file stands where a folder must be; move it away, or choose another folder with --home\n${seeDoctor}`
        : "codex-serve: FOLDER/file/admin-token cannot be read or written (ENOTDIR: not a directory, open 'FOLDER/file/admin-token'); choose a folder of yours with --home\n",
    );
  });

  it.runIf(process.platform === 'linux')('where the home cannot be made', async () => {
    const program = run(...demo, '--home', '/proc/none');
    expect(await failureOf(program)).toBe(
      isDemo
        ? `codex-serve: cannot write /proc/none: no folder can be made there; choose another folder with --home\n${seeDoctor}`
        : "codex-serve: /proc/none/admin-token cannot be read or written (ENOENT: no such file or directory, mkdir '/proc/none'); choose a folder of yours with --home\n",
    );
  });

  it('where another gateway uses the home', async () => {
    await run(...demo, '--home', inFolder('home')).banner();
    const program = run(...demo, '--home', inFolder('home'));
    expect(await failureOf(program)).toBe(
      `codex-serve: FOLDER/${home} is in use by the gateway at http://127.0.0.1:PORT; choose another folder with --home\n`,
    );
  });

  it('where the config file is broken', async () => {
    await write('home/codex-serve.toml', 'port = ');
    const program = run(...demo, '--home', inFolder('home'));
    expect(await failureOf(program, '2')).toBe(
      'codex-serve: FOLDER/home/codex-serve.toml:1:8: not TOML: invalid value\n',
    );
  });
});

/** What a gateway that has ended must not leave below its home. */
async function leftIn(home: string): Promise<string[]> {
  const names = await readdir(inFolder(home), { recursive: true }).catch(() => []);
  return names.filter((name) => /upstream-|engines\/./.test(name));
}

describe('a start on a Codex home of the user ends with one line', () => {
  const onCodexHome = (...args: readonly string[]): Program =>
    run('--home', inFolder('home'), '--codex-home', inFolder('codex-home'), ...args);

  it('where its configuration is broken', async () => {
    await write('codex-home/config.toml', 'model = ');
    expect(await failureOf(onCodexHome())).toBe(
      `codex-serve: FOLDER/codex-home/config.toml:1:9: Invalid TOML document: invalid value\n${seeDoctor}`,
    );
  });

  it('where its configuration is a pipe', async () => {
    await mkdir(inFolder('codex-home'));
    writePipe('codex-home/config.toml');
    expect(await failureOf(onCodexHome())).toBe(
      `codex-serve: cannot read FOLDER/codex-home/config.toml: it is a pipe; name a file\n${seeDoctor}`,
    );
  });

  it('where the engine that is asked for cannot serve it, and Codex ends', async () => {
    await write('codex-home/config.toml', 'model_provider = "amazon-bedrock"');
    const codex = await writeCodex(`exec ${bundledCodex()} "$@"`);
    const program = onCodexHome('--engine', 'direct', '--codex-bin', codex);
    // The log of the app-server stands before it.
    expect((await failureOf(program)).replaceAll(/^\{.*\n/gm, '')).toBe(
      `codex-serve: the direct engine cannot serve here: only Codex knows how to reach its built-in provider 'amazon-bedrock'; choose --engine auto or app-server\n${seeDoctor}`,
    );
    expect(runningCodex()).toEqual([]);
    expect(await leftIn('home')).toEqual([]);
  });

  it('where the login changes during a start that fails', async () => {
    const login = inFolder('codex-home', 'auth.json');
    await mkdir(path.dirname(login));
    // Longer than the login file stays unread.
    const codex = await writeCodex(`echo {} > ${login}`, 'sleep 2', 'exit 127');
    const [change, ...lines] = (await failureOf(onCodexHome('--codex-bin', codex))).split(
      /(?<=\n)/,
    );
    expect(change).toContain('the Codex login changed; starting a new engine on it');
    expect(lines.join('')).toBe(
      `codex-serve: --codex-bin: FOLDER/codex is not a Codex executable: \`codex --version\` exited with code 127\n${seeDoctor}`,
    );
  });
});

describe('a signal during the start', () => {
  it.each([
    ['SIGTERM', ['--demo']],
    ['SIGINT', []],
  ] as const)('%s ends it with 0 while Codex says no version: %j', async (signal, demo) => {
    const codex = await writeCodex('exec sleep 300');
    const program = run(...demo, '--home', inFolder('home'), '--codex-bin', codex);
    await expect.poll(() => existsSync(inFolder('pids')) && runningCodex().length).toBe(1);
    program.child.kill(signal);
    expect(await program.ended).toBe('0');
    expect(program.stdout()).toBe('');
    await expect.poll(runningCodex).toEqual([]);
    expect(await leftIn('home')).toEqual([]);
  });

  it.each([
    ['demo', ['--demo', '--port', '0'], '0'],
    ['gateway', ['--port', '0'], '0'],
    ['doctor', ['doctor', '--demo'], 'SIGTERM'],
    ['admin-token', ['admin-token'], 'SIGTERM'],
    ['try-engines', ['try-engines'], 'SIGTERM'],
  ])('ends the %s while its modules load', async (_, args, end) => {
    const sendsSignal = await write(
      'sends-signal.mjs',
      `let isSent = false;
      process.on('newListener', (name) => {
        if (name !== 'SIGTERM' || isSent) return;
        isSent = true;
        process.nextTick(() => process.kill(process.pid, name));
      });`,
    );
    const env = { NODE_OPTIONS: `--import ${sendsSignal}` };
    const program = startProgram(folder.path, args, env);
    programs.push(program);
    expect(await program.ended).toBe(end);
    expect(program.stdout()).toBe('');
    expect(program.stderr()).not.toContain('codex-serve: ');
  });

  it.each([[['SIGTERM']], [['SIGINT']], [['SIGTERM', 'SIGINT']]] as const)(
    '%j ends it although a file does not answer',
    async (signals) => {
      await mkdir(inFolder('home', 'data'), { recursive: true });
      const alerts = writePipe('home/data/alerts.json');
      const program = run('--home', inFolder('home'));
      // It can be opened once the program waits to read it.
      const isRead = async (): Promise<FileHandle> =>
        await open(alerts, constants.O_WRONLY | constants.O_NONBLOCK);
      const writer = await vi.waitFor(isRead, { timeout: 60_000, interval: 20 });
      for (const signal of signals) program.child.kill(signal);
      expect(signals).toContain(await program.ended);
      await writer.close();
    },
  );
});

it.each([[['admin-token']], [['doctor', '--demo']]])(
  '%j ends where the home is a file',
  async ([command = '', ...args]) => {
    const program = startProgram(folder.path, [command, ...args, '--home', await write('file')]);
    programs.push(program);
    expect(await program.ended).toBe('1');
    expect(program.stderr()).not.toContain('    at ');
  },
);

it('a demo that cannot start leaves no stand-in that listens', async () => {
  const config = configOf('--demo', '--home', await write('file'));
  const reason = await startDemo(config, {}).then(
    () => '',
    (error: unknown) => String(error),
  );
  const [, port] = /ENOTDIR.*\/upstream-(\d+)/.exec(reason) ?? [];
  const socket = connect(Number(port), '127.0.0.1');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});

it('stores that cannot all be opened leave the home to the next gateway', async () => {
  const openAll = async (): Promise<Stores> =>
    await openStores({
      config: configOf('--home', folder.path),
      url: 'http://127.0.0.1:8000',
      version: '0.0.0',
      ownerOf: (owner) => owner,
      logger: pino({ level: 'silent' }),
    });
  const sealKey = inFolder('data', 'seal-key');
  await mkdir(sealKey, { recursive: true });
  await expect(openAll()).rejects.toThrow('EISDIR');
  await rm(sealKey, { recursive: true });
  await (await openAll()).close();
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
