import { spawn, type ChildProcess } from 'node:child_process';
import type { Logger } from 'pino';
import type { Model } from '../../model.ts';
import type { Account } from '../../session-core.ts';
import { connectRpc, type RpcConnection } from '../rpc/connection.ts';
import { stdioTransport } from '../rpc/stdio-transport.ts';
import type { EngineSetup } from '../setup.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import { createThreadStarter } from '../threads/thread-starter.ts';
import { createWarmThreads, type WarmLimits, type WarmThreads } from '../threads/warm-threads.ts';
import { QuotaWindows } from '../turn/quota-windows.ts';
import { listModels } from './list-models.ts';
import { logStderr } from './stderr-log.ts';

/** A running app-server that has shaken hands. */
export interface EngineProcess {
  readonly rpc: RpcConnection;
  /** The login that this process found; a process does not notice a later one (measured). */
  readonly account: Account;
  readonly models: readonly Model[];
  /** What it has told of the account's quota. */
  readonly quota: QuotaWindows;
  readonly threads: WarmThreads;
  /** Keeps nothing ready any more: no task is to come. */
  retire(): void;
  /** Ends the process: by closing its input, after 2 s by SIGKILL. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** Beside its setup, what an app-server is started with. */
export interface EngineProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Of the gateway; Codex passes it on to the service. */
  readonly version: string;
  readonly logger: Logger;
  readonly warm: WarmLimits;
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
  { env, version, logger, warm }: EngineProcessOptions,
): Promise<EngineProcess> {
  const { binary, home } = setup;
  const child = spawn(binary.executable, ['app-server'], {
    cwd: home.workspace,
    env: { ...env, CODEX_HOME: home.codexHome },
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
  rpc.onNotification((method, params) => {
    if (method === 'account/rateLimits/updated') quota.update(params);
  });
  try {
    const { account, models } = await withinTime(introduce(rpc, setup, version));
    logger.info({ enginePid: child.pid, codex: binary.version, ...account }, 'engine ready');
    const threads = createWarmThreads(createThreadStarter(rpc, home.workspace), warm);
    expectDefault(threads, account, models);
    return {
      rpc,
      account,
      models,
      quota,
      threads,
      retire: () => threads.close(),
      async stop() {
        threads.close();
        await stop(child);
      },
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** The first request finds a thread, if it comes soon and asks for nothing out of the ordinary. */
function expectDefault(threads: WarmThreads, account: Account, models: readonly Model[]): void {
  const model = models.find(({ isDefault }) => isDefault);
  if (account.isReady && model !== undefined) threads.expect(threadSettings({ model: model.id }));
}

async function withinTime<T>(handshake: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the Codex app-server did not answer'));
    }, handshakeMs);
  });
  return await Promise.race([handshake, silence]).finally(() => clearTimeout(timer));
}

async function introduce(
  rpc: RpcConnection,
  { catalog, userModel }: EngineSetup,
  version: string,
): Promise<Pick<EngineProcess, 'account' | 'models'>> {
  await rpc.call('initialize', {
    clientInfo: { name: 'codex-serve', title: 'codex-serve', version },
    capabilities: {
      experimentalApi: true,
      requestAttestation: false,
      optOutNotificationMethods: unusedNotifications,
    },
  });
  rpc.notify('initialized');
  const [account, models] = await Promise.all([
    readAccount(rpc),
    listModels(rpc, catalog, userModel),
  ]);
  return { account, models };
}

/** Asks the app-server, which asks no network for this (unlike for `account/read`; measured). */
async function readAccount(rpc: RpcConnection): Promise<Account> {
  const status = await rpc.call('getAuthStatus', { includeToken: false, refreshToken: false });
  const isLoginRequired = status.requiresOpenaiAuth ?? true;
  return {
    isReady: !isLoginRequired || status.authMethod !== null,
    method: status.authMethod,
    isLoginRequired,
  };
}

/** Frequent ones that no turn acts on: not sending them saves both sides the work. */
const unusedNotifications = [
  'thread/started',
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
