import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { median } from './measure.ts';
import { scaled, type Part, type Table } from './part.ts';
import { amount, targetTable } from './print.ts';
import { useOfTree } from './process-tree.ts';

/** What a command has taken. Only one that still runs tells its CPU time and memory. */
interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Of all that it runs, once it is ready. */
  readonly megabytes: number;
}

/** The commands that are started, by name. `npm start` is the last one. */
const commands: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['node dist/main.js --version', [process.execPath, 'dist/main.js', '--version']],
  ['the build, nothing changed', [process.execPath, 'scripts/build.mjs']],
  ['node dist/main.js --demo', [process.execPath, 'dist/main.js', '--demo']],
  ['npm start -- --demo', ['npm', '--silent', 'start', '--', '--demo']],
];

/** From a command to its end, or to the banner of a gateway that is ready. */
export const start: Part = {
  name: 'start',
  async measure(scale): Promise<Table[]> {
    const runs = scaled(scale, 10, 2);
    const home = await mkdtemp(path.join(tmpdir(), 'codex-serve-start-'));
    try {
      await run(['npm', 'run', '--silent', 'build'], home);
      const rows: string[][] = [];
      let readyMs = 0;
      for (const [name, command] of commands) {
        const starts: Start[] = [];
        for (let count = 0; count < runs; count++) starts.push(await run(command, home));
        readyMs = median(starts.map(({ wallMs }) => wallMs));
        rows.push([
          name,
          amount(readyMs, 'ms'),
          ...(isGateway(command)
            ? [
                amount(median(starts.map(({ cpuMs }) => cpuMs)), 'ms'),
                amount(median(starts.map(({ megabytes }) => megabytes)), 'MB'),
              ]
            : ['', '']),
        ]);
      }
      return [
        { title: `A start, median of ${runs}`, columns: ['time', 'CPU', 'memory'], rows },
        targetTable([{ name: 'npm start to ready', value: readyMs, atMost: 2000, unit: 'ms' }]),
      ];
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

/** Rejects where the command fails. */
async function run(command: readonly string[], home: string): Promise<Start> {
  const isServing = isGateway(command);
  const [program = '', ...args] = [
    ...command,
    ...(isServing ? ['--home', home, '--port', '0', '--log', 'silent'] : []),
  ];
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const ended = once(child, 'close');
  if (isServing) await banner(child);
  else child.stdout?.resume();
  if (!isServing) await ended;
  const wallMs = performance.now() - began;
  const { cpuMs, megabytes } = useOfTree(child.pid ?? 0);
  if (isServing) {
    // npm, its shell and the gateway are one group of processes.
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  } else if (child.exitCode !== 0) {
    throw new Error(`${command.join(' ')} has failed`);
  }
  return { wallMs, cpuMs, megabytes };
}

function isGateway(command: readonly string[]): boolean {
  return command.includes('--demo');
}

/** Resolves once the gateway is ready. */
async function banner({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('The gateway has no output');
  for await (const line of createInterface({ input: stdout })) {
    if (!/^ *GraphQL/.test(line)) continue;
    stdout.resume();
    return;
  }
  throw new Error('The gateway has not started');
}
