import type { Logger } from 'pino';
import type { Account } from '../../account.ts';
import type { CodexInUse } from '../../engine-health.ts';
import type { EngineObserver } from '../../engine-observer.ts';
import type { Model } from '../../model.ts';
import { ProcessAccount } from '../account/process-account.ts';
import type { ProcessEnd } from '../binary/codex-fault.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import type { EngineSetup } from '../home/setup.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import { createEngineThreads, type EngineThreads } from '../threads/engine-threads.ts';
import type { ThreadPool } from '../../conversation/thread-pool.ts';
import type { QuotaWindows } from '../account/quota-windows.ts';
import { startFirstThatPasses, type TestedCodex } from './start-codex.ts';

/** A running app-server that has passed its self-test. */
export interface EngineProcess {
  readonly rpc: RpcConnection;
  /** Sends a cheap request that needs no network, to check that the process is alive. */
  ask(): Promise<unknown>;
  /** When it last sent anything, as `performance.now()`. */
  readonly heardAt: number;
  /** The Codex that it runs. */
  readonly codex: CodexInUse;
  /** Resolves when it is gone, with how it ended and its last output. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /**
   * The login that this process found or made. The process does not notice when other programs
   * change the login (measured on Codex 0.169.0).
   */
  readonly account: ProcessAccount;
  readonly models: readonly Model[];
  /** The account's quota. */
  readonly quota: QuotaWindows;
  readonly threads: EngineThreads;
  /** Has a thread ready for a first request that comes soon and asks for nothing out of the ordinary. */
  expectRequests(): void;
  /** Called when a thread has been unloaded. Set once. */
  onThreadClosed(listener: () => void): void;
  /** Stops keeping threads, because no more tasks will come. */
  retire(): void;
  /**
   * Ends the process by closing its input; after 2 s, or once `hurry` has aborted, by SIGKILL. Resolves
   * when it is gone.
   */
  stop(hurry?: AbortSignal): Promise<void>;
  /** Kills an unresponsive process at once by SIGKILL. Its connection closes. */
  kill(): void;
}

/** What starting an app-server takes besides its setup. */
export interface EngineProcessOptions {
  /** Of the gateway; Codex passes it on to the service. */
  readonly version: string;
  readonly logger: Logger;
  /** Bounds what waits in all app-servers. */
  readonly pool: ThreadPool;
  /** The account's quota, which outlives the process. */
  readonly quota: QuotaWindows;
  /** Watches where turns get their threads. Default: nobody does. */
  readonly observer?: EngineObserver;
}

/**
 * Starts `codex app-server` with the first Codex of this machine that passes the self-test. Every
 * start finds and tests Codex anew: it may have been upgraded since the last one. Rejects with
 * `CodexBinaryError` or `UserConfigError` when none passes; no process is left behind then.
 */
export async function startEngineProcess(
  setup: EngineSetup,
  options: EngineProcessOptions,
): Promise<EngineProcess> {
  return serve(await startFirstThatPasses(setup, options), setup, options);
}

function serve(
  { child, codex, status, models }: TestedCodex,
  { home }: EngineSetup,
  { logger, pool, quota, observer }: EngineProcessOptions,
): EngineProcess {
  const { rpc } = child;
  const account = new ProcessAccount(rpc, status, quota, (error) => {
    logger.warn({ err: error }, 'cannot read the account');
  });
  let threadClosed = (): void => {};
  rpc.onNotification((method, params) => {
    if (method === 'thread/closed') threadClosed();
    else if (method.startsWith('account/')) void account.notification(method, params);
  });
  const { version, source, path } = codex;
  const found = { codex: version, codexSource: source, codexPath: path };
  const { isReady, isLoginRequired, method: loginMethod } = status;
  logger.info(
    { enginePid: child.pid, ...found, isReady, isLoginRequired, loginMethod },
    'app-server ready',
  );
  const threads = createEngineThreads(rpc, home.workspace, pool, (origin) => {
    observer?.threadTaken?.(origin);
  });
  // What died with the app-server takes no room from the next one.
  void rpc.closed.then(() => threads.close());
  return {
    rpc,
    ask: async () => await rpc.call('thread/loaded/list', { limit: 1 }, { isUrgent: true }),
    get heardAt() {
      return rpc.heardAt;
    },
    codex,
    ended: child.ended,
    account,
    models,
    quota,
    threads,
    expectRequests: () => expectDefault(threads, status, models),
    onThreadClosed(listener) {
      threadClosed = listener;
    },
    retire: () => threads.close(),
    async stop(hurry) {
      threads.close();
      await child.stop(hurry);
    },
    kill: () => child.kill(),
  };
}

function expectDefault({ warm }: EngineThreads, account: Account, models: readonly Model[]): void {
  const model = models.find(({ isDefault }) => isDefault);
  if (account.isReady && model !== undefined) warm.expect(threadSettings({ model: model.id }));
}
