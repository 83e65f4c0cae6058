import { readAdminToken } from './http/access/admin-token.ts';
import { createSubscriberCounts } from './codex/streams/subscriber-counts.ts';
import { allObservers } from './all-observers.ts';
import { allSurfaces } from './all-surfaces.ts';
import { closeGateway, type CloseOptions } from './close-gateway.ts';
import { createSessionCore } from './codex/create-session-core.ts';
import { startEngine } from './codex/engine/choice/start-engine.ts';
import type { EngineHealth } from './codex/engine/engine-health.ts';
import type { Engine } from './codex/engine/engine.ts';
import { createTurns } from './conversations/running/create-turns.ts';
import type { SessionCore } from './codex/session-core.ts';
import { listSettings, type Setting } from './config/list-settings.ts';
import { reloadableIn, type ReadSettings } from './config/setting-changes.ts';
import type { Config } from './config/options.ts';
import type { Address } from './config/values/values.ts';
import { createExaminations } from './doctor-options.ts';
import { engineOptions } from './engine-options.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { openSurfaces } from './open-surfaces.ts';
import {
  readPersistedDocuments,
  type PersistedDocuments,
} from './schema/persisted/read-documents.ts';
import { buildSchema } from './schema/schema.ts';
import { toCallerId } from './http/access/old-caller-ids.ts';
import { isPolled } from './http/server/probes.ts';
import { createRequestLog } from './http/server/request-log.ts';
import { listen } from './http/server/http-server.ts';
import { ownerIn } from './http/surface-list.ts';
import { openStores } from './open-stores.ts';
import { startTracing } from './tracing/start-tracing.ts';
import { allOrNothing, type NoteOpened } from './util/all-or-nothing.ts';
import { watchLoopDelay } from './util/loop-delay.ts';

/** A running gateway. */
export interface Gateway {
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  readonly core: SessionCore;
  readonly engine: Engine;
  /** Puts the settings into force that can change while it runs, but for the level of the log. */
  reload(settings: ReadSettings): void;
  /**
   * Lets running answers end, fails the others with `shutting_down`, lets clients read that, and ends
   * Codex.
   */
  close(how?: CloseOptions): Promise<void>;
}

type Documents = PersistedDocuments | undefined;

/**
 * Starts everything: binds the address, takes the home, starts Codex, puts all surfaces on it.
 * Rejects with a one-line reason if the address or the home is taken, if Codex cannot be started, or
 * if the persisted documents are at fault; nothing is left running.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  return await allOrNothing(async (opened) => await start(options, opened));
}

async function start(options: GatewayOptions, opened: NoteOpened): Promise<Gateway> {
  const { config, logger } = options;
  const startedAt = new Date();
  let live = liveSettings({ config, sources: options.sources ?? {} });
  const documents = await documentsOf(config);
  const tokenHome = options.tokenHome ?? config.home;
  await readAdminToken(tokenHome);
  const { surfaces, metrics } = await allSurfaces(options);
  const subscribers = createSubscriberCounts();
  const ownerOf = ownerIn(surfaces);
  const server = await listen(config.addr, ownerOf);
  opened(async () => await server.close(AbortSignal.abort()));
  const tracing = await startTracing(options.env, options.version, logger);
  opened(async () => await tracing?.close());
  const requestLog = createRequestLog(logger, (req) => isPolled(req, ownerOf), tracing?.requests);
  const loopDelay = watchLoopDelay();
  opened(() => loopDelay.close());
  const url = urlOf(server.address);
  const stores = await openStores({
    config,
    url,
    version: options.version,
    ownerOf: toCallerId(config.apiKeys),
    logger,
  });
  opened(async () => await stores.close());
  options.signal?.throwIfAborted();
  const engine = await startEngine({
    ...engineOptions(options),
    ...(options.signal && { signal: options.signal }),
    home: stores.home.engine,
    onQuotaReading: (window) => stores.quota.note(window),
    installationId: stores.home.files.installationId,
    catalogFolder: stores.home.files.catalogs,
    ...(metrics && { observer: metrics.engine }),
  });
  opened(async () => await engine.close());
  const core = createSessionCore({
    engine,
    logger,
    observers: allObservers(options, { requestLog, stores, tracing, metrics }),
    answerMs: config.answerSeconds * 1000,
    queue: {
      maxTurns: config.maxTurns,
      maxQueued: config.maxQueued,
      maxWaitMs: config.queueSeconds * 1000,
    },
    modelNames: {
      get aliases() {
        return live.aliases;
      },
      fallback: config.fallbackModel,
    },
  });
  metrics?.readFrom({
    core,
    subscribers: () => subscribers.all(),
    loopDelay,
    droppedLogLines: options.droppedLogLines ?? (() => 0),
    databaseBytes: async () => await stores.databaseBytes(),
    version: options.version,
  });
  stores.alerts.watch(engine);
  const turns = createTurns({ core, store: stores.conversations, logger });
  const engineHealth = (): EngineHealth => core.engineHealth();
  const examinations = createExaminations(options, { url, engineHealth });
  const serving = openSurfaces(surfaces, options, core, {
    turns,
    tokenHome,
    documents,
    stores,
    metrics,
    subscribers,
    requestLog,
    ...(tracing && { tracer: tracing.requests }),
    messageClasses: server.messageClasses,
    facts: {
      startedAt,
      isDemo: config.demo,
      baseUrl: url,
      memoryBytes: () => process.memoryUsage.rss(),
      eventLoopDelayMsP99: () => loopDelay.p99(),
      fallbackModel: config.fallbackModel,
      diagnose: async () => await examinations.current(),
      settings: () => live.settings,
    },
  });
  server.serve(serving.handlers);
  return {
    url,
    core,
    engine,
    reload(settings) {
      const changed = { ...config, ...reloadableIn(settings.config) };
      live = liveSettings({ config: changed, sources: settings.sources });
      serving.access.allow(changed);
    },
    async close(how = {}) {
      const parts = { core, turns, server, serving, examinations, tracing, stores };
      await closeGateway(parts, how);
      loopDelay.close();
    },
  };
}

/** What follows from the settings that can be reloaded. */
function liveSettings({ config, sources }: ReadSettings): {
  readonly aliases: ReadonlyMap<string, string>;
  readonly settings: readonly Setting[];
} {
  return { aliases: new Map(config.modelAliases), settings: listSettings(config, sources) };
}

async function documentsOf({ persistedDocuments: file }: Config): Promise<Documents> {
  return file === undefined ? undefined : await readPersistedDocuments(file, buildSchema());
}

function urlOf({ host, port }: Address): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
