import type { Logger } from 'pino';
import type { AnswerEngine, Answerer } from '../answer-engine.ts';
import { DirectRefusedError } from '../direct-refused.ts';
import type { DirectEngine } from '../direct/create-direct-engine.ts';
import type { ProviderModels } from '../direct/models/provider-models.ts';
import type { EngineHealth } from '../engine-health.ts';
import type { Engine } from '../engine.ts';
import type { AnswerRequest } from '../turn.ts';
import type { EngineChoice } from './decide-engine.ts';
import { createFallbacks } from './fallbacks.ts';
import { idleMsOf } from './idle-time.ts';

/** The engines to compose, and what chooses between them. */
export interface EngineParts {
  /** Has the account and the models, and answers what the direct engine does not. */
  readonly appServer: Engine;
  /** See `AppServer`. */
  readonly stopWhenIdle: (afterMs: number | null) => void;
  /** See `Keeper`. */
  readonly onLoginChange: (listener: () => void) => () => void;
  readonly direct: AnswerEngine & Pick<DirectEngine, 'models'>;
  /** Chooses anew; called whenever the login may have changed. */
  readonly decide: () => EngineChoice;
  readonly logger: Logger;
}

/**
 * One engine of two. New requests go to the engine that is chosen; what runs stays where it began.
 * A conversation that continues on the other engine is replayed there. `run` rejects with what the
 * service refuses from the direct engine; run again, the request goes to the app-server.
 */
export function composeEngines(parts: EngineParts): Engine {
  const { appServer, stopWhenIdle, onLoginChange, direct, decide, logger } = parts;
  const fallbacks = createFallbacks(logger);
  let healthChanged = (): void => {};
  let isClosed = false;
  let choice = decide();
  let idleMs = idleMsOf(choice.engine, appServer.knownAccount());
  announce('engine ready');
  stopWhenIdle(idleMs);
  if (choice.engine === 'direct') direct.prepare();

  function announce(message: string): void {
    const { engine, reason, isOverruled } = choice;
    logger[isOverruled ? 'warn' : 'info']({ engine, reason }, message);
  }

  /** Chooses again, where the login or what it allows has changed. */
  function chooseAgain(): void {
    const account = appServer.knownAccount();
    const next = decide();
    const isOther = next.engine !== choice.engine || next.reason !== choice.reason;
    choice = next;
    const nextIdleMs = idleMsOf(current() === direct ? 'direct' : 'app-server', account);
    if (nextIdleMs !== idleMs) stopWhenIdle(nextIdleMs);
    idleMs = nextIdleMs;
    if (isOther) announce('the engine was chosen again');
  }

  /** The engine for requests that nothing more is known of. */
  function current(): Answerer {
    return choice.engine === 'direct' && !fallbacks.areTotal ? direct : appServer;
  }

  /** The models of a provider that has its own, where the direct engine asks it. */
  function ownModels(): ProviderModels | null {
    return current() === direct ? direct.models() : null;
  }

  /** The engine for a request. */
  function engineFor(request: AnswerRequest): Answerer {
    return choice.engine === 'direct' && !fallbacks.concern(request) ? direct : appServer;
  }

  function health(): EngineHealth {
    const own = appServer.health();
    const activeTurns = own.activeTurns + direct.activeTurns;
    const common = { ...own, activeTurns, engine: choice.engine, engineReason: choice.reason };
    if (choice.engine === 'app-server') return common;
    const withFallbacks = { ...common, fallbacks: fallbacks.all() };
    if (current() === appServer) return withFallbacks;
    // No answer needs the app-server to run.
    return { ...withFallbacks, state: isClosed ? 'stopped' : 'ready', breaker: direct.breaker };
  }

  const changed = (): void => {
    chooseAgain();
    healthChanged();
  };
  const isAppServerUnused = (): boolean =>
    choice.engine === 'direct' && fallbacks.all().length === 0;

  appServer.onHealthChange(changed);
  direct.onChange(changed);
  const unlisten = onLoginChange(() => {
    fallbacks.clear();
    changed();
    if (choice.engine === 'direct') direct.prepare();
  });

  return {
    models: async () => await (ownModels()?.all() ?? appServer.models()),
    takesAnyModel: () => ownModels() !== null,
    account: async () => await appServer.account(),
    knownAccount: () => appServer.knownAccount(),
    knownQuota: () => appServer.knownQuota(),
    accountState: async () => await appServer.accountState(),
    accountChanges: () => appServer.accountChanges(),
    startLogin: async (signal) => await appServer.startLogin(signal),
    cancelLogin: async (id) => await appServer.cancelLogin(id),
    logout: async () => await appServer.logout(),
    async run(request, listener, signal) {
      try {
        return await engineFor(request).run(request, listener, signal);
      } catch (error) {
        if (error instanceof DirectRefusedError) {
          fallbacks.add(error, request);
          changed();
        }
        throw error;
      }
    },
    waitingRequest: async (id) =>
      (await direct.waitingRequest(id)) ?? (await appServer.waitingRequest(id)),
    forget(id) {
      direct.forget(id);
      appServer.forget(id);
    },
    get parkedTurns() {
      return direct.parkedTurns + appServer.parkedTurns;
    },
    assertAvailable: (subject) => current().assertAvailable(subject),
    capabilities(request) {
      return (request === undefined ? current() : engineFor(request)).capabilities(request);
    },
    shortensSchema: (tool) => current() === appServer && appServer.shortensSchema(tool),
    upstream: appServer.upstream,
    health,
    onHealthChange(listener) {
      healthChanged = listener;
    },
    waitingThreads: () => (isAppServerUnused() ? null : appServer.waitingThreads()),
    async loadedThreads() {
      return isAppServerUnused() ? 0 : await appServer.loadedThreads();
    },
    async close(hurry) {
      isClosed = true;
      unlisten();
      await direct.close();
      await appServer.close(hurry);
    },
  };
}
