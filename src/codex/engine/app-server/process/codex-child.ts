import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import type { ProcessEnd } from '../binary/codex-fault.ts';
import { outputTail } from '../binary/output-tail.ts';
import { CannotStartFault, killGroup, startCodex } from '../binary/run-codex.ts';
import { connectRpc, type RpcConnection } from '../rpc/connection.ts';
import { stdioTransport } from '../rpc/stdio-transport.ts';
import { logStderrLine } from './stderr-log.ts';

/** A spawned `codex app-server`, before anyone has spoken to it. */
export interface CodexChild {
  readonly pid: number | undefined;
  readonly rpc: RpcConnection;
  /** How it ended, and the last that it wrote. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** The last that it wrote so far: lines of stderr, and of stdout those that are not JSON. */
  readonly output: readonly string[];
  /**
   * Ends it: by closing its input, after 2 s or once `hurry` has aborted by SIGKILL. Resolves when it
   * is gone.
   */
  stop(hurry?: AbortSignal): Promise<void>;
  /** Ends it and its children by SIGKILL, at once. */
  kill(): void;
}

/** How long an app-server may take to end by itself. */
const graceMs = 2000;
/** How long the output of a process that has ended may take to arrive, in milliseconds. */
const outputMs = 500;

/** Spawns an app-server. Throws `CodexFault` where the system refuses at once. */
export function spawnAppServer(
  executable: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly logger: Logger },
): CodexChild {
  const { cwd, env, logger } = options;
  const child = startCodex(executable, ['app-server'], { cwd, env });
  const { stdin, stdout, stderr } = child;
  const tail = outputTail();
  // What ends the stream ends the process as well, which is noticed elsewhere.
  stderr.on('error', () => {});
  createInterface({ input: stderr }).on('line', (line) => {
    tail.add(line);
    logStderrLine(line, logger);
  });
  const rpc = connectRpc(stdioTransport(stdin, stdout), (reason, message) => {
    tail.add(message);
    logger.warn({ reason, bytes: message.length }, 'a message of the Codex app-server is ignored');
  });
  const ended = endOf(child, tail.lines);
  return {
    pid: child.pid,
    rpc,
    ended,
    output: tail.lines,
    async stop(hurry) {
      stdin.end();
      const kill = (): void => killGroup(child);
      const timer = setTimeout(kill, hurry?.aborted === true ? 0 : graceMs);
      hurry?.addEventListener('abort', kill, { once: true });
      await ended;
      clearTimeout(timer);
      hurry?.removeEventListener('abort', kill);
    },
    kill() {
      killGroup(child);
      // Closes the connection even where the system is slow to end the process.
      stdout.destroy();
    },
  };
}

/** Settles with the last output, which may arrive after the process has ended. */
async function endOf(child: ChildProcess, output: readonly string[]): Promise<ProcessEnd> {
  return await new Promise((resolve) => {
    child.once('error', (error) => {
      // Nothing was spawned.
      if (child.pid !== undefined) return;
      const startFailure = new CannotStartFault(error).message;
      resolve({ exitCode: null, signal: null, output, startFailure });
    });
    child.once('exit', (exitCode, signal) => {
      const settle = (): void => {
        clearTimeout(timer);
        resolve({ exitCode, signal, output });
      };
      const timer = setTimeout(settle, outputMs);
      child.once('close', settle);
    });
  });
}
