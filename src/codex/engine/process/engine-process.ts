import { spawn, type ChildProcess } from 'node:child_process';
import type { Logger } from 'pino';
import type { Account } from '../../account.ts';
import type { Model } from '../../model.ts';
import { ProcessAccount, readStatus } from '../account/process-account.ts';
import { connectRpc, type RpcConnection } from '../rpc/connection.ts';
import { stdioTransport } from '../rpc/stdio-transport.ts';
import type { EngineSetup } from '../setup.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import {
  createEngineThreads,
  type EngineThreadLimits,
  type EngineThreads,
} from '../threads/engine-threads.ts';
import { QuotaWindows } from '../turn/quota-windows.ts';
import { settleWithin } from '../../settle-within.ts';
import { listModels } from './list-models.ts';
import { logStderr } from './stderr-log.ts';

/** A running app-server that has shaken hands. */
export interface EngineProcess {
  readonly rpc: RpcConnection;
  /** Asks for something that costs next to nothing and needs no network: a sign of life. */
  ask(): Promise<unknown>;
  /** When it last sent anything, as `performance.now()`. */
  readonly heardAt: number;
  /**
   * The login that this process found, or has made. It does not notice what other programs do to
   * the login (measured on Codex 0.169.0).
   */
  readonly account: ProcessAccount;
  readonly models: readonly Model[];
  /** What it has told of the account's quota. */
  readonly quota: QuotaWindows;
  readonly threads: EngineThreads;
  /** Called when a thread has been unloaded. Set once. */
  onThreadClosed(listener: () => void): void;
  /** Keeps no thread any more: no task is to come. */
  retire(): void;
  /** Ends the process: by closing its input, after 2 s by SIGKILL. Resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends a process that does not answer: by SIGKILL, at once. Its connection closes. */
  kill(): void;
}

/** Beside its setup, what an app-server is started with. */
export interface EngineProcessOptions {
  /** Of the gateway; Codex passes it on to the service. */
  readonly version: string;
  readonly logger: Logger;
  readonly threads: EngineThreadLimits;
}

/** How long an app-server may take to answer its first call; 0.4 s is usual. */
const handshakeMs = 15_000;
/** How long an app-server may take to end by itself. */
const graceMs = 2000;

/**
 * Spawns `codex app-server` and shakes hands. Rejects when it dies or stays silent; no process is
 * left behind then.
 */
export async function startEngineProcess(
  setup: EngineSetup,
  { version, logger, threads: limits }: EngineProcessOptions,
): Promise<EngineProcess> {
  const { binary, home, env } = setup;
  const child = spawn(binary.executable, ['app-server'], {
    cwd: home.workspace,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C is the gateway's to handle, which lets answers end well.
    detached: true,
  });
  child.on('error', (error) => logger.error({ err: error }, 'cannot start the Codex app-server'));
  logStderr(child.stderr, logger);
  const rpc = connectRpc(stdioTransport(child.stdin, child.stdout), (message) => {
    logger.warn({ bytes: message.length }, 'the Codex app-server sent a line that is not JSON');
  });
  const quota = new QuotaWindows();
  try {
    const silent = (): Error => new Error('the Codex app-server did not answer');
    const introduction = introduce(rpc, setup, version);
    const { status, models } = await settleWithin(introduction, handshakeMs, silent);
    const account = new ProcessAccount(rpc, status, quota, (error) => {
      logger.warn({ err: error }, 'cannot read the account');
    });
    let threadClosed = (): void => {};
    rpc.onNotification((method, params) => {
      if (method === 'thread/closed') threadClosed();
      else void account.notification(method, params);
    });
    logger.info({ enginePid: child.pid, codex: binary.version, ...status }, 'engine ready');
    const threads = createEngineThreads(rpc, home.workspace, limits);
    expectDefault(threads, status, models);
    return {
      rpc,
      ask: async () => await rpc.call('thread/loaded/list', { limit: 1 }, true),
      get heardAt() {
        return rpc.heardAt;
      },
      account,
      models,
      quota,
      threads,
      onThreadClosed(listener) {
        threadClosed = listener;
      },
      retire: () => threads.close(),
      async stop() {
        threads.close();
        await stop(child);
      },
      kill() {
        child.kill('SIGKILL');
        // Closes the connection even where the system is slow to end the process.
        child.stdout.destroy();
      },
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** The first request finds a thread, if it comes soon and asks for nothing out of the ordinary. */
function expectDefault({ warm }: EngineThreads, account: Account, models: readonly Model[]): void {
  const model = models.find(({ isDefault }) => isDefault);
  if (account.isReady && model !== undefined) warm.expect(threadSettings({ model: model.id }));
}

async function introduce(
  rpc: RpcConnection,
  { catalog, userModel }: EngineSetup,
  version: string,
): Promise<{ readonly status: Account; readonly models: readonly Model[] }> {
  await rpc.call('initialize', {
    clientInfo: { name: 'codex-serve', title: 'codex-serve', version },
    capabilities: {
      experimentalApi: true,
      requestAttestation: false,
      optOutNotificationMethods: unusedNotifications,
    },
  });
  rpc.notify('initialized');
  const [status, models] = await Promise.all([
    readStatus(rpc),
    listModels(rpc, catalog, userModel),
  ]);
  return { status, models };
}

/** Frequent ones that no turn acts on: not sending them saves both sides the work. */
const unusedNotifications = [
  'thread/started',
  'thread/settings/updated',
  'thread/status/changed',
  'thread/tokenUsage/updated',
  'turn/started',
  'item/completed',
  'item/reasoning/summaryPartAdded',
  'item/reasoning/textDelta',
];

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}
