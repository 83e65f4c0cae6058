import type { Logger } from 'pino';
import { QuotaWindows } from './account/quota-windows.ts';
import { createAccounts } from './login/accounts.ts';
import { createKeeper, type SupervisedKeeper } from './login/keeper.ts';
import { watchLogin, type LoginWatch } from './home/login-watch.ts';
import { startEngineProcess, type EngineProcess } from './process/engine-process.ts';
import { supervise, type ReplaceReason, type Supervisor } from './process/supervisor.ts';
import type { WatchdogTiming } from './process/watchdog.ts';
import {
  setUpEngine,
  usualSilenceMs,
  type EngineSetup,
  type EngineSetupOptions,
} from './home/setup.ts';
import { loadedThreads } from './threads/loaded-threads.ts';
import { createParkedTurns } from './threads/parked-turns.ts';
import type { PoolLimits } from '../conversation/thread-limits.ts';
import { createThreadPool, type ThreadPool } from '../conversation/thread-pool.ts';
import type { RunTurn } from './answer/run-chosen.ts';
import { runAnswer } from './answer/run-answer.ts';
import { createProcessTurns } from './turn/process-turns.ts';
import { isSchemaShortened } from './tools/dynamic-tools.ts';
import { guardTurn } from './turn/guard-turns.ts';
import { UpstreamBreaker } from '../service/contact/upstream-breaker.ts';
import { noCapabilities, type Capabilities } from '../capabilities.ts';
import type { QuotaWindow } from '../account.ts';
import type { EngineObserver } from '../engine-observer.ts';
import type { Engine } from '../engine.ts';
import type { Keeper } from '../keeper.ts';
import type { TurnLimits } from './turn/turn-terms.ts';
import { onAbort } from '../../../util/on-abort.ts';

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

/** A running app-server as an engine, and as the keeper of the login. */
export interface AppServer {
  readonly engine: Engine;
  readonly keeper: Keeper;
  /**
   * Stops Codex after that time in milliseconds without a task, and starts it for the next one. Null
   * keeps it running, with a thread ready for the first request. May be called again. Default: it
   * keeps running, without such a thread.
   */
  readonly stopWhenIdle: (afterMs: number | null) => void;
}

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

interface EngineParts extends TurnLimits {
  readonly login: LoginWatch;
  readonly logger: Logger;
  readonly pool: ThreadPool;
  readonly quota: QuotaWindows;
  readonly capabilities: Capabilities;
}

function engineOn(
  supervisor: Supervisor,
  setup: EngineSetup,
  { login, logger, pool, quota, capabilities, ...limits }: EngineParts,
  unwatch: () => void,
): AppServer & Pick<SupervisedKeeper, 'loginChanged'> & { readonly healthChanged: () => void } {
  let healthChanged = (): void => {};
  const account = createAccounts(supervisor, quota, {
    onLogin: () => healthChanged(),
    removeLogin: async () => await setup.removeLogin(),
  });
  let models = supervisor.current?.models ?? [];
  const { keeper, loginChanged } = createKeeper(supervisor, setup, {
    knownAccount: () => account.accounts.knownAccount(),
    models: () => models,
    loginRefused: () => login.refused(),
    noteQuota(report) {
      quota.note(report);
      account.quotaChanged();
    },
  });
  let isServing = false;
  let taken: EngineProcess | null = null;
  const takeUp = (): void => {
    const { current } = supervisor;
    if (current === null || current === taken) return;
    taken = current;
    current.onThreadClosed(() => healthChanged());
    current.account.onLoginChange(loginChanged);
    ({ models } = current);
    if (isServing) current.expectRequests();
  };
  supervisor.onChange(() => {
    takeUp();
    account.processChanged();
    healthChanged();
  });
  takeUp();

  /** Something that one call of the current process tells. */
  async function ask<T>(task: (engine: EngineProcess) => T | Promise<T>): Promise<T> {
    const lease = await supervisor.acquire();
    try {
      return await task(lease.engine);
    } finally {
      lease.release();
    }
  }

  const upstream = new UpstreamBreaker(logger, () => healthChanged());
  const turns = createProcessTurns(supervisor, setup, login, limits, () => healthChanged());
  const parked = createParkedTurns(pool, () => healthChanged());
  const runTurn: RunTurn = async (request, listener, signal, attempts) =>
    await guardTurn(upstream, request, async (onContact) => {
      return await turns.run(request, { listener, signal, attempts, onContact });
    });

  const engine: Engine = {
    async run(request, listener, signal) {
      request.noteEngine?.('app-server');
      return await runAnswer({ runTurn, parked }, request, listener, signal);
    },
    waitingRequest: async (completionId) => await Promise.resolve(parked.request(completionId)),
    forget: (completionId) => parked.forget(completionId),
    get parkedTurns() {
      return parked.size;
    },
    assertAvailable(subject) {
      supervisor.assertAvailable();
      upstream.assertAvailable(subject);
    },
    models: async () => await Promise.resolve(models),
    takesAnyModel: () => false,
    capabilities: () => capabilities,
    shortensSchema: isSchemaShortened,
    upstream: setup.upstream,
    async account() {
      if (supervisor.current !== null) return supervisor.current.account.status;
      const known = account.accounts.knownAccount();
      return known.isReady || supervisor.isResting
        ? known
        : await ask((running) => running.account.status);
    },
    ...account.accounts,
    health: () => {
      const { state, breaker } = supervisor;
      return {
        state,
        engine: 'app-server',
        engineReason: 'The setting --engine asks for it.',
        fallbacks: [],
        ...setup.codex,
        activeTurns: turns.active,
        breaker: breaker ?? upstream.open,
      };
    },
    onHealthChange(listener) {
      healthChanged = listener;
    },
    waitingThreads: () => ({ warm: pool.count('warm'), kept: pool.count('kept') }),
    async loadedThreads() {
      return supervisor.isResting ? 0 : await ask(async ({ rpc }) => await loadedThreads(rpc));
    },
    async close(hurry) {
      unwatch();
      parked.close();
      account.close();
      await supervisor.close(hurry);
    },
  };
  const stopWhenIdle = (afterMs: number | null): void => {
    const begins = afterMs === null && !isServing;
    isServing = afterMs === null;
    if (begins) supervisor.current?.expectRequests();
    supervisor.stopWhenIdle(afterMs);
  };
  return { engine, keeper, stopWhenIdle, loginChanged, healthChanged: () => healthChanged() };
}

function limitsOf({ retryMs, silenceMs = usualSilenceMs }: EngineOptions): TurnLimits {
  return { retryMs, silenceMs };
}
