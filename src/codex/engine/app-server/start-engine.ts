import type { Logger } from 'pino';
import { AttemptBudget } from '../../completion/attempt-budget.ts';
import { CodexServeError, UpstreamError } from '../../../errors/errors.ts';
import { createAccounts } from './login/accounts.ts';
import { watchLogin } from './home/login-watch.ts';
import { startEngineProcess, type EngineProcess } from './process/engine-process.ts';
import type { EngineLease } from './process/held-process.ts';
import { supervise, type Supervisor } from './process/supervisor.ts';
import type { WatchdogTiming } from './process/watchdog.ts';
import {
  setUpEngine,
  usualSilenceMs,
  type EngineSetup,
  type EngineSetupOptions,
} from './home/setup.ts';
import type { EngineThreadLimits } from './threads/engine-threads.ts';
import { loadedThreads } from './threads/loaded-threads.ts';
import { isSchemaShortened } from './tools/dynamic-tools.ts';
import { checkUpstream } from './upstream/check-upstream.ts';
import { brokenText, connectionError, isUnsent } from './upstream/connection-fault.ts';
import { LostThreadError } from './turn/lost-thread.ts';
import { runTurn, type TurnCaller } from './turn/run-turn.ts';
import { guardTurn } from './upstream/guard-turns.ts';
import { UpstreamBreaker } from './upstream/upstream-breaker.ts';
import type { Engine } from '../engine.ts';
import type { TurnOutcome, TurnRequest } from '../turn.ts';
import type { TurnLimits } from './turn/turn-terms.ts';
import { withinSilence } from './turn/within-silence.ts';

/** What it takes to start an engine. */
export interface EngineOptions extends EngineSetupOptions {
  /** Of the gateway. */
  readonly version: string;
  readonly logger: Logger;
  /** How long Codex may go on retrying one answer, in milliseconds. */
  readonly retryMs: number;
  /** How many threads wait for requests. */
  readonly threads: EngineThreadLimits;
  /** See `SupervisorOptions`. */
  readonly watchdog?: WatchdogTiming;
  /** See `SupervisorOptions`. */
  readonly drainMs?: number;
}

/** How often new models are looked for; they appear at the service without a new Codex. */
const catalogRefreshMs = 60 * 60 * 1000;

/**
 * Starts Codex. Rejects with a one-line reason (`CodexBinaryError`, `UserConfigError`) where what
 * is on the machine cannot work.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { logger } = options;
  const setup = await setUpEngine(options);
  const start = async (): Promise<EngineProcess> => await startEngineProcess(setup, options);
  const supervisor = supervise(start, options);
  const replace = async (reason: string): Promise<void> => {
    logger.info(`${reason}; starting a new engine on it`);
    await (await supervisor).replace();
  };
  const unwatchLogin = await watchLogin(options.codexHome, () => {
    void replace('the Codex login changed');
  });
  const catalogTimer = setInterval(() => {
    setup.refreshCatalog().then(
      async (changed) => (changed ? await replace('the model catalog changed') : undefined),
      (error: unknown) => logger.warn({ err: error }, 'cannot refresh the model catalog'),
    );
  }, catalogRefreshMs).unref();
  const unwatch = (): void => {
    clearInterval(catalogTimer);
    unwatchLogin();
  };
  try {
    return engineOn(await supervisor, setup, { ...limitsOf(options), logger }, unwatch);
  } catch (error) {
    unwatch();
    throw error;
  }
}

function engineOn(
  supervisor: Supervisor,
  setup: EngineSetup,
  { logger, ...limits }: TurnLimits & { readonly logger: Logger },
  unwatch: () => void,
): Engine {
  let activeTurns = 0;
  let healthChanged = (): void => {};
  const account = createAccounts(supervisor, {
    onLogin: () => healthChanged(),
    removeLogin: async () => await setup.removeLogin(),
  });
  let models = supervisor.current?.models ?? [];
  const takeUp = (): void => {
    supervisor.current?.onThreadClosed(() => healthChanged());
    models = supervisor.current?.models ?? models;
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
  const run = async (
    request: TurnRequest,
    caller: Omit<TurnCaller, 'onEnd'>,
  ): Promise<TurnOutcome> => {
    const lease = await acquireUnless(supervisor, caller.signal);
    activeTurns += 1;
    healthChanged();
    const onEnd = (): void => {
      activeTurns -= 1;
      lease.release();
      healthChanged();
    };
    try {
      const outcome = await runTurn(lease.engine, request, limits, { ...caller, onEnd });
      lease.succeeded();
      return outcome;
    } catch (error) {
      if (!(error instanceof LostThreadError)) throw await explained(error, setup);
    }
    return await run(request, caller);
  };

  return {
    runTurn: async (request, listener, signal, attempts = new AttemptBudget()) =>
      await guardTurn(upstream, request, async (onContact) => {
        return await run(request, { listener, signal, attempts, onContact });
      }),
    assertAvailable(subject) {
      supervisor.assertAvailable();
      upstream.assertAvailable(subject);
    },
    models: async () => await Promise.resolve(models),
    shortensSchema: isSchemaShortened,
    upstream: setup.upstream,
    async account() {
      const known = account.accounts.knownAccount();
      if (supervisor.current !== null || known.isReady) return known;
      return await ask((engine) => engine.account.status);
    },
    ...account.accounts,
    health: () => {
      const { state, breaker } = supervisor;
      return { state, ...setup.codex, activeTurns, breaker: breaker ?? upstream.open };
    },
    onHealthChange(listener) {
      healthChanged = listener;
    },
    loadedThreads: async () => await ask(async ({ rpc }) => await loadedThreads(rpc)),
    async close() {
      unwatch();
      account.close();
      await supervisor.close();
    },
  };
}

function limitsOf({ retryMs, silenceMs = usualSilenceMs }: EngineOptions): TurnLimits {
  return { retryMs, silenceMs };
}

/** Rejects with `CancelledError` where the signal aborts first. */
async function acquireUnless(supervisor: Supervisor, signal: AbortSignal): Promise<EngineLease> {
  return await withinSilence(supervisor.acquire(), 2 ** 31 - 1, signal, (lease) => lease.release());
}

/** An error with the reason why there is no connection, where Codex does not say it. */
async function explained(
  error: unknown,
  { upstreamUrl, env }: Pick<EngineSetup, 'upstreamUrl' | 'env'>,
): Promise<unknown> {
  const isOpen = error instanceof CodexServeError && error.code === 'upstream_unreachable';
  if (!isOpen || upstreamUrl === null || !isUnsent(String(error.cause))) return error;
  const finding = await checkUpstream(upstreamUrl, env);
  // Where a connection stands again, the one that broke is all that is known.
  return finding === null
    ? new UpstreamError('upstream_error', brokenText, { cause: error.cause })
    : connectionError(finding.fault, `${String(error.cause)}: ${finding.detail}`);
}
