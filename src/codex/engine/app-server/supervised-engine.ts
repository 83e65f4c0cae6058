import type { Logger } from 'pino';
import type { QuotaWindows } from './account/quota-windows.ts';
import { createAccounts } from './login/accounts.ts';
import { createKeeper, type SupervisedKeeper } from './login/keeper.ts';
import type { LoginWatch } from './home/login-watch.ts';
import type { EngineProcess } from './process/engine-process.ts';
import type { Supervisor } from './process/supervisor.ts';
import type { EngineSetup } from './home/setup.ts';
import { loadedThreads } from './threads/loaded-threads.ts';
import { createParkedTurns } from './threads/parked-turns.ts';
import type { ThreadPool } from '../conversation/thread-pool.ts';
import type { RunTurn } from './answer/run-chosen.ts';
import { runAnswer } from './answer/run-answer.ts';
import { createProcessTurns } from './turn/process-turns.ts';
import { isSchemaShortened } from './tools/dynamic-tools.ts';
import { guardTurn } from './turn/guard-turns.ts';
import { UpstreamBreaker } from '../service/contact/upstream-breaker.ts';
import type { Capabilities } from '../capabilities.ts';
import type { Engine } from '../engine.ts';
import type { Keeper } from '../keeper.ts';
import type { TurnLimits } from './turn/turn-terms.ts';

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

/** The same, with what its starter calls. */
export interface SupervisedAppServer extends AppServer, Pick<SupervisedKeeper, 'loginChanged'> {
  /** Call this when something has changed that health shows. */
  readonly healthChanged: () => void;
}

/** What an engine on a supervised app-server is made of. */
export interface EngineParts extends TurnLimits {
  readonly login: LoginWatch;
  readonly logger: Logger;
  readonly pool: ThreadPool;
  readonly quota: QuotaWindows;
  readonly capabilities: Capabilities;
}

/**
 * The engine and the keeper on the app-servers that a supervisor starts.
 *
 * @param unwatch Ends what was begun for the supervisor; called when the engine closes.
 */
export function engineOn(
  supervisor: Supervisor,
  setup: EngineSetup,
  { login, logger, pool, quota, capabilities, ...limits }: EngineParts,
  unwatch: () => void,
): SupervisedAppServer {
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
