import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { CodexFault, systemReason, wroteText, type ProcessEnd } from './codex-fault.ts';
import { lastLines } from './output-tail.ts';

/** The system does not run the executable: it is missing, not executable, or of another machine. */
export class CannotStartFault extends CodexFault {
  /** @param error The system's. */
  constructor(error: unknown) {
    super(`cannot be started: ${systemReason(error)}`, { cause: error });
  }
}

/** What one command of Codex printed. */
export interface CodexRun extends ProcessEnd {
  readonly stdout: string;
  readonly stderr: string;
}

/** More than any command prints; a catalog has about 1 MB. */
const maxBytes = 64 * 1024 * 1024;

/** How a command of Codex is run. */
export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** In milliseconds. */
  readonly timeoutMs: number;
  /** Kills it; the promise rejects with its reason. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a command of Codex to its end. Rejects with `CodexFault` when it cannot be started, takes too
 * long or prints without end; its whole process group is killed then, because a launcher script may
 * have children that keep the output open.
 */
export async function runCodex(
  executable: string,
  args: readonly string[],
  { env, timeoutMs, signal }: RunOptions,
): Promise<CodexRun> {
  signal?.throwIfAborted();
  const child = startCodex(executable, args, { env });
  return await new Promise<CodexRun>((resolve, reject) => {
    const command = `codex ${args.join(' ')}`;
    let stdout = '';
    let stderr = '';
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const kill = (): void => {
      settle();
      killGroup(child);
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const fail = (what: string): void => {
      kill();
      reject(new CodexFault(what + wroteText(lastLines(stdout, stderr))));
    };
    const abort = (): void => {
      kill();
      reject(reasonOf(signal));
    };
    signal?.addEventListener('abort', abort);
    const timer = setTimeout(() => {
      fail(`did not finish \`${command}\` within ${Math.round(timeoutMs / 100) / 10} s`);
    }, timeoutMs);
    const check = (): void => {
      if (stdout.length + stderr.length > maxBytes) fail(`prints without end on \`${command}\``);
    };
    child.stdin.on('error', () => {}).end();
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      check();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      check();
    });
    child.once('error', (error) => {
      settle();
      reject(new CannotStartFault(error));
    });
    child.once('close', (exitCode, endedBy) => {
      settle();
      const output = lastLines(stdout, stderr);
      resolve({ exitCode, signal: endedBy, stdout, stderr, output });
    });
  });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('aborted');
}

/**
 * Starts Codex in a process group of its own: Ctrl-C is the gateway's to handle, and a launcher
 * script can be killed together with its children. Throws `CodexFault` where the system refuses at
 * once; else the child's `error` event tells.
 */
export function startCodex(
  executable: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
): ChildProcessWithoutNullStreams {
  try {
    return spawn(executable, args, { ...options, stdio: 'pipe', detached: true });
  } catch (error) {
    throw new CannotStartFault(error);
  }
}

/** Kills a child that `startCodex` started, and its children. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
