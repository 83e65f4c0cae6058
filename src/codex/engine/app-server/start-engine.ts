import type { Logger } from 'pino';
import { QuotaWindows } from './account/quota-windows.ts';
import { watchLogin } from './home/login-watch.ts';
import { startEngineProcess, type EngineProcess } from './process/engine-process.ts';
import { supervise, type ReplaceReason } from './process/supervisor.ts';
import type { WatchdogTiming } from './process/watchdog.ts';
import { setUpEngine, usualSilenceMs, type EngineSetupOptions } from './home/setup.ts';
import type { PoolLimits } from '../conversation/thread-limits.ts';
import { createThreadPool } from '../conversation/thread-pool.ts';
import { noCapabilities } from '../capabilities.ts';
import type { QuotaWindow } from '../account.ts';
import type { EngineObserver } from '../engine-observer.ts';
import type { Engine } from '../engine.ts';
import type { TurnLimits } from './turn/turn-terms.ts';
import { onAbort } from '../../../util/on-abort.ts';
import { engineOn, type AppServer } from './supervised-engine.ts';

/** What it takes to start an engine. */
export interface EngineOptions extends EngineSetupOptions {
  /** Of the gateway. */
  readonly version: string;
  readonly logger: Logger;
  /** How long Codex may keep retrying one answer, in milliseconds. */
  readonly retryMs: number;
  /** Whether the model may search the web where a request allows it. Default: false. */
  readonly hasWebSearch?: boolean;
  /** Bounds on the threads that wait for requests. */
  readonly threads: PoolLimits;
  /** Called with each reading of a window of the quota. Default: nobody is notified. */
  readonly onQuotaReading?: (window: QuotaWindow) => void;
  /** Watches what happens in the engine. Default: nobody does. */
  readonly observer?: EngineObserver;
  /** See `SupervisorOptions`. */
  readonly watchdog?: WatchdogTiming;
  /** See `SupervisorOptions`. */
  readonly drainMs?: number;
}

/** How often new models are looked for; they appear at the service without a new Codex. */
const catalogRefreshMs = 60 * 60 * 1000;

/** What the log says of the reasons to replace it. */
const changes = {
  login: 'the Codex login changed',
  models: 'the model catalog changed',
} as const satisfies Record<ReplaceReason, string>;

/** Starts Codex as an engine alone; see `startAppServer`. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { engine, stopWhenIdle } = await startAppServer(options);
  stopWhenIdle(null);
  return engine;
}

/**
 * Starts Codex. Rejects with a one-line reason (`CodexBinaryError`, `UserConfigError`) where what
 * is on the machine cannot work.
 */
export async function startAppServer(given: EngineOptions): Promise<AppServer> {
  const { logger, signal } = given;
  // A Codex that is still being started is killed with the engine.
  const ended = new AbortController();
  const options = { ...given, signal: ended.signal };
  const stop = (): void => ended.abort(signal?.reason);
  if (signal !== undefined) onAbort(signal, stop);
  const setup = await setUpEngine(options);
  let waitingChanged = (): void => {};
  const pool = createThreadPool(options.threads, () => waitingChanged());
  const quota = new QuotaWindows(options.onQuotaReading);
  const start = async (): Promise<EngineProcess> =>
    await startEngineProcess(setup, { ...options, pool, quota });
  const replace = async (reason: ReplaceReason): Promise<void> => {
    logger.info(`${changes[reason]}; starting a new engine on it`);
    await (await supervisor).replace(reason);
  };
  let loginFileChanged = (): void => {};
  // The login that Codex starts with is known to the watch: it reads the file before.
  const login = await watchLogin(options.codexHome, {
    changed() {
      quota.clear();
      // It fails only with the start, which says so.
      void replace('login').then(
        () => loginFileChanged(),
        () => {},
      );
    },
    renewed: () => loginFileChanged(),
  });
  // Nothing is awaited before it is: it may fail at once.
  const supervisor = supervise(start, options);
  const catalogTimer = setInterval(() => {
    setup.refreshCatalog().then(
      async (changed) => (changed ? await replace('models') : undefined),
      (error: unknown) => logger.warn({ err: error }, 'cannot refresh the model catalog'),
    );
  }, catalogRefreshMs).unref();
  const unwatch = (): void => {
    clearInterval(catalogTimer);
    login.end();
    ended.abort();
  };
  try {
    const capabilities = { ...noCapabilities, hasHostedTools: options.hasWebSearch === true };
    const parts = { ...limitsOf(options), login, logger, pool, quota, capabilities };
    const { loginChanged, healthChanged, ...appServer } = engineOn(
      await supervisor,
      setup,
      parts,
      unwatch,
    );
    signal?.removeEventListener('abort', stop);
    loginFileChanged = loginChanged;
    waitingChanged = healthChanged;
    return appServer;
  } catch (error) {
    unwatch();
    throw error;
  }
}

function limitsOf({ retryMs, silenceMs = usualSilenceMs }: EngineOptions): TurnLimits {
  return { retryMs, silenceMs };
}
