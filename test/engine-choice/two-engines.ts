import { pino } from 'pino';
import { createSessionCore } from '../../src/codex/create-session-core.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import { directCapabilities } from '../../src/codex/engine/direct/request/capabilities.ts';
import type { AnswerEngine } from '../../src/codex/engine/answer-engine.ts';
import { composeEngines } from '../../src/codex/engine/choice/compose-engines.ts';
import type { DirectEngine } from '../../src/codex/engine/direct/create-direct-engine.ts';
import type { ProviderModels } from '../../src/codex/engine/direct/models/provider-models.ts';
import type { EngineChoice } from '../../src/codex/engine/choice/decide-engine.ts';
import { DirectRefusedError, type Refusal } from '../../src/codex/engine/direct-refused.ts';
import type { EngineName } from '../../src/codex/engine/engine-health.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { Model } from '../../src/codex/engine/model.ts';
import { UpstreamError } from '../../src/errors/errors.ts';
import { createMemoryEngine, type MemoryEngine } from '../engine-contract/memory-engine.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';

/** Two engines in memory, composed. */
export interface TwoEngines {
  readonly engine: Engine;
  /** On the one engine; it runs a refused request again. */
  readonly core: SessionCore;
  readonly direct: MemoryEngine;
  readonly appServer: MemoryEngine;
  /** The requests that each was given, by their model. */
  readonly given: Readonly<Record<EngineName, string[]>>;
  /** How long the app-server may be idle, as it was told each time: see `AppServer.stopWhenIdle`. */
  readonly idleTimes: readonly (number | null)[];
  /** How many times the direct engine was to open connections ahead. */
  readonly prepared: number;
  readonly log: MemoryLog;
  /** The provider of the direct engine has models of its own. */
  list(models: readonly Model[]): void;
  /** The choice from now on, as after a change of the login. */
  choose(engine: EngineName): void;
  /** The service refuses the next direct request in this way, after that much text. */
  refuse(refusal: Refusal, afterText?: string): void;
}

/** Creates them; the direct one is chosen. */
export function createTwoEngines(): TwoEngines {
  const direct = createMemoryEngine();
  const appServer = createMemoryEngine();
  const log = memoryLog();
  const given: TwoEngines['given'] = { 'app-server': [], direct: [] };
  let ownModels: ProviderModels | null = null;
  const idleTimes: (number | null)[] = [];
  let prepared = 0;
  let loginChanged = (): void => {};
  let chosen: EngineName = 'direct';
  let refused: { readonly refusal: Refusal; readonly afterText: string } | null = null;

  const answering: AnswerEngine & Pick<DirectEngine, 'models'> = {
    ...direct,
    models: () => ownModels,
    async run(request, listener, signal) {
      given.direct.push(request.model);
      if (refused === null) return await direct.run(request, listener, signal);
      const { refusal, afterText } = refused;
      refused = null;
      if (afterText !== '') listener.delta(afterText);
      throw new DirectRefusedError(refusal, new UpstreamError('upstream_refused', 'Refused.'));
    },
    get activeTurns() {
      return direct.health().activeTurns;
    },
    get parkedTurns() {
      return direct.parkedTurns;
    },
    capabilities: () => directCapabilities.chatgpt,
    breaker: null,
    prepare() {
      prepared += 1;
    },
    onChange: (listener) => direct.onHealthChange(listener),
  };
  const keeping: Engine = {
    ...appServer,
    get parkedTurns() {
      return appServer.parkedTurns;
    },
    async run(request, listener, signal) {
      given['app-server'].push(request.model);
      return await appServer.run(request, listener, signal);
    },
  };
  const decide = (): EngineChoice => ({
    engine: chosen,
    reason: 'A test says so.',
    isOverruled: false,
  });
  const engine = composeEngines({
    appServer: keeping,
    stopWhenIdle: (afterMs) => void idleTimes.push(afterMs),
    onLoginChange(listener) {
      loginChanged = listener;
      return () => {};
    },
    direct: answering,
    decide,
    logger: log.logger,
  });
  return {
    engine,
    core: createSessionCore({ engine, logger: pino({ level: 'silent' }) }),
    idleTimes,
    get prepared() {
      return prepared;
    },
    direct,
    appServer,
    given,
    log,
    list(models) {
      ownModels = { all: async () => await Promise.resolve(models), close() {} };
    },
    choose(next) {
      chosen = next;
      loginChanged();
    },
    refuse(refusal, afterText = '') {
      refused = { refusal, afterText };
    },
  };
}
