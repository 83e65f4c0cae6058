import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { testedEngine } from './tested-engine.ts';
import { freePort } from './free-port.ts';

/** The built program with `--demo`, with standard streams of the test's choice. */
export interface DemoProgram {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Resolves once it answers; rejects when it has ended. */
  ready(): Promise<void>;
  /** Ends it at once, with the processes that it was started by. */
  kill(): Promise<void>;
}

/** How a program is started. */
export interface DemoProgramOptions {
  readonly home: string;
  readonly args?: readonly string[];
  readonly stdio?: StdioOptions;
  /** Puts the program's command line into one that runs it. Default: no other program. */
  readonly wrap?: (command: readonly string[]) => readonly string[];
}

/** Starts it on a port that was free a moment ago: its banner may be out of reach. */
export async function startDemoProgram(options: DemoProgramOptions): Promise<DemoProgram> {
  const { home, args = [], stdio = 'pipe', wrap = (command) => command } = options;
  const address = `127.0.0.1:${await freePort()}`;
  const main = path.resolve('dist/main.js');
  const [command = '', ...rest] = wrap([
    process.execPath,
    main,
    '--demo',
    '--addr',
    address,
    ...args,
  ]);
  const env = { PATH: process.env['PATH'], HOME: home, CODEX_SERVE_ENGINE: testedEngine() };
  const child = spawn(command, rest, { env, stdio, detached: true });
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => String(signal ?? code));
  const url = `http://${address}`;
  return {
    child,
    url,
    ended,
    async ready() {
      // Requests wait until the program can answer them, once its port is bound.
      while (!(await isAnswering(url))) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error('It has ended.');
        await setTimeout(20);
      }
    },
    async kill() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        process.kill(-child.pid, 'SIGKILL');
      }
      await ended;
    },
  };
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** Everything that a stream gives until it ends, and so far. */
export function textOf(stream: Readable): { text(): string } {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { text: () => text };
}
