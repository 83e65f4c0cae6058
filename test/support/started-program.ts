import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { testedEngine } from './tested-engine.ts';

/** The built program, as `npm start` runs it. */
export interface Program {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** What it shows once it serves. */
  banner(): Promise<string>;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<string>;
  /** Ends it, if it has not ended. */
  kill(): Promise<void>;
}

/**
 * Starts `dist/main.js` with a home directory and an environment of its own.
 *
 * @param env What it gets beside `PATH`, `HOME` and the engine that the tests run on.
 */
export function startProgram(
  home: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Program {
  const child = spawn(process.execPath, [path.resolve('dist/main.js'), ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      CODEX_SERVE_ENGINE: testedEngine(),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => String(signal ?? code));
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    async banner() {
      await vi.waitFor(() => expect(stdout).toMatch(/GraphQL/), { timeout: 120_000 });
      return stdout;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
