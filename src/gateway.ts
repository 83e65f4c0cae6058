import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { adminTokenIn, readAdminToken } from './http/access/admin-token.ts';
import { countOnce } from './codex/completion/refusal.ts';
import {
  createSubscriberCounts,
  type SubscriberCounts,
} from './codex/streams/subscriber-counts.ts';
import { closeGateway, type CloseOptions } from './close-gateway.ts';
import { createSessionCore } from './codex/create-session-core.ts';
import { startEngine } from './codex/engine/choice/start-engine.ts';
import type { EngineHealth } from './codex/engine/engine-health.ts';
import type { Engine } from './codex/engine/engine.ts';
import { createTurns } from './conversations/running/create-turns.ts';
import type { Turns } from './conversations/running/turns.ts';
import type { CompletionObserver } from './codex/observers/completion-observer.ts';
import { completionLog } from './codex/observers/completion-log.ts';
import { verboseLog } from './codex/observers/verbose-log.ts';
import type { SessionCore } from './codex/session-core.ts';
import { listSettings, type GivenSources, type Setting } from './config/list-settings.ts';
import { reloadableIn, type ReadSettings } from './config/setting-changes.ts';
import type { Config } from './config/options.ts';
import type { Address } from './config/values/values.ts';
import { readBuiltFiles } from './dashboard/built-files.ts';
import { createDashboardSurface, dashboardPath, notBuilt } from './dashboard/surface.ts';
import { createExaminations } from './doctor-options.ts';
import { engineOptions } from './engine-options.ts';
import { createImageFetcher } from './images/image-fetcher.ts';
import { createMetrics, type Metrics } from './metrics/create-metrics.ts';
import { createMetricsSurface } from './rest/metrics/surface.ts';
import { createGeneralSurface, type GeneralDeps } from './rest/general/surface.ts';
import { ollamaSurface, type OllamaDeps } from './rest/ollama/surface.ts';
import type { OpenAiDeps } from './rest/openai/deps.ts';
import { openAiSurface } from './rest/openai/surface.ts';
import { createFindDocument } from './schema/persisted/find-document.ts';
import {
  readPersistedDocuments,
  type PersistedDocuments,
} from './schema/persisted/read-documents.ts';
import type { GatewayFacts } from './schema/kit/gateway-facts.ts';
import { buildSchema } from './schema/schema.ts';
import { graphqlSurface } from './schema/http-surface.ts';
import type { GraphqlSurfaceDeps } from './schema/surface.ts';
import { originError } from './http/access/guards.ts';
import { toCallerId } from './http/access/old-caller-ids.ts';
import { createAccess, type Access } from './http/access/access.ts';
import { createApp } from './http/server/app.ts';
import { isPolled } from './http/server/probes.ts';
import { createRequestLog, type RequestLog } from './http/server/request-log.ts';
import { listen, type Handlers } from './http/server/http-server.ts';
import type { MessageClasses } from './http/server/messages.ts';
import { createUpgradeLog } from './http/server/upgrade-log.ts';
import { upgradeHandler } from './http/server/upgrade.ts';
import type { RequestTracer } from './http/request-tracer.ts';
import { openAll, ownerIn, type SurfaceList } from './http/surface-list.ts';
import type { HttpSurface } from './http/surface.ts';
import { openStores, type Stores } from './open-stores.ts';
import { startTracing, type Tracing } from './tracing/start-tracing.ts';
import type { UsageStore } from './usage/usage-store.ts';
import { watchLoopDelay } from './util/loop-delay.ts';

/** What every surface may be built from. Each takes what it needs of it. */
export type SurfaceDeps = OpenAiDeps & OllamaDeps & GraphqlSurfaceDeps & GeneralDeps;

type Surfaces = SurfaceList<HttpSurface<SurfaceDeps>>;

/** The folder that `npm run build` writes the dashboard to; the same from `src` and from `dist`. */
const builtDashboard = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** What a gateway is started with. */
export interface GatewayOptions {
  readonly config: Config;
  /** Where its settings come from. Default: all are taken for defaults. */
  readonly sources?: GivenSources;
  /** The folder that holds the admin token, which is made there. Default: `config.home`. */
  readonly tokenHome?: string;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  readonly logger: Logger;
  /** How many lines of the log were dropped so far. Default: none. */
  readonly droppedLogLines?: () => number;
  /** Ends the start, which then rejects. Has no effect once the gateway runs. Default: it never does. */
  readonly signal?: AbortSignal;
  /** More APIs than its own. Default: none. */
  readonly surfaces?: readonly HttpSurface<SurfaceDeps>[];
  /** The folder that holds the built dashboard. Default: that of this package. */
  readonly dashboardFolder?: string;
}

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
  const { config, logger } = options;
  const startedAt = new Date();
  let live = liveSettings({ config, sources: options.sources ?? {} });
  const documents = await documentsOf(config);
  const tokenHome = options.tokenHome ?? config.home;
  await readAdminToken(tokenHome);
  const apis = await surfacesOf(options);
  const metrics = metricsOf(options, apis);
  const surfaces: Surfaces = metrics
    ? [...apis, createMetricsSurface(metrics, openAiSurface)]
    : apis;
  const subscribers = createSubscriberCounts();
  const ownerOf = ownerIn(surfaces);
  const server = await listen(config.addr, ownerOf);
  const tracing = await startTracing(options.env, options.version, logger);
  const requestLog = createRequestLog(logger, (req) => isPolled(req, ownerOf), tracing?.requests);
  const loopDelay = watchLoopDelay();
  let stores: Stores | undefined;
  try {
    const url = urlOf(server.address);
    const kept = await openStores({
      config,
      url,
      version: options.version,
      ownerOf: toCallerId(config.apiKeys),
      logger,
    });
    stores = kept;
    options.signal?.throwIfAborted();
    const engine = await startEngine({
      ...engineOptions(options),
      ...(options.signal && { signal: options.signal }),
      home: kept.home.engine,
      onQuotaReading(window) {
        kept.quota.note(window);
        kept.alerts.noteQuota(window);
      },
      installationId: kept.home.files.installationId,
      catalogFolder: kept.home.files.catalogs,
      ...(metrics && { observer: metrics.engine }),
    });
    const core = createSessionCore({
      engine,
      logger,
      observers: [
        requestLog,
        kept.alerts,
        ...observersOf(options, kept.usage, tracing),
        ...(metrics ? [metrics.completions] : []),
      ],
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
      databaseBytes: async () => await kept.databaseBytes(),
      version: options.version,
    });
    kept.alerts.watch(engine);
    const turns = createTurns({ core, store: kept.conversations, logger });
    const engineHealth = (): EngineHealth => core.engineHealth();
    const examinations = createExaminations(options, { url, engineHealth });
    const serving = openSurfaces(surfaces, options, core, {
      turns,
      tokenHome,
      documents,
      stores: kept,
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
        const parts = { core, turns, server, serving, examinations, tracing, stores: kept };
        await closeGateway(parts, how);
        loopDelay.close();
      },
    };
  } catch (error) {
    loopDelay.close();
    await tracing?.close();
    await stores?.close();
    await server.close(AbortSignal.abort());
    throw error;
  }
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

/** Undefined where they are switched off. */
function metricsOf({ config, logger }: GatewayOptions, surfaces: Surfaces): Metrics | undefined {
  if (!config.metrics) return undefined;
  const served = surfaces.flatMap(({ routes }) => routes.flatMap(({ surface }) => surface ?? []));
  return createMetrics({ logger, surfaces: new Set(served) });
}

/** Every surface of the gateway but its metrics. Paths that belong to none are answered by the first one. */
async function surfacesOf(options: GatewayOptions): Promise<Surfaces> {
  const { config, surfaces = [], dashboardFolder = builtDashboard, logger } = options;
  const apis: Surfaces = [openAiSurface, ollamaSurface, graphqlSurface];
  if (!config.dashboard) return [...apis, createGeneralSurface(openAiSurface), ...surfaces];
  const files = await readBuiltFiles(dashboardFolder);
  if (files === undefined) logger.warn(notBuilt);
  const dashboard = createDashboardSurface(files, openAiSurface);
  return [...apis, createGeneralSurface(openAiSurface, dashboardPath), dashboard, ...surfaces];
}

/** The usage, the log and the traces. */
function observersOf(
  { config, logger }: GatewayOptions,
  usage: UsageStore,
  tracing: Tracing | undefined,
): readonly CompletionObserver[] {
  const log = completionLog(logger, (completion) => tracing?.idsOf(completion));
  // The log comes first: it says how a completion ended while its span is there.
  const always = [usage, log, ...(tracing === undefined ? [] : [tracing.completions])];
  return config.verbose ? [...always, verboseLog(logger)] : always;
}

interface SurfaceParts {
  /** The folder that holds the admin token. */
  readonly tokenHome: string;
  readonly documents: Documents;
  readonly turns: Turns;
  readonly stores: Pick<
    Stores,
    'usage' | 'quota' | 'alerts' | 'completions' | 'conversations' | 'compactions'
  >;
  readonly metrics: Metrics | undefined;
  readonly subscribers: SubscriberCounts;
  readonly requestLog: RequestLog;
  /** Absent: nothing is traced. */
  readonly tracer?: RequestTracer;
  readonly messageClasses: MessageClasses;
  readonly facts: Omit<GatewayFacts, 'isKeyRequired' | 'apiKeys'>;
}

interface Serving {
  readonly handlers: Handlers;
  readonly access: Access;
  close(deadline: AbortSignal): Promise<void>;
}

function openSurfaces(
  surfaces: Surfaces,
  { config, version, logger }: GatewayOptions,
  core: SessionCore,
  parts: SurfaceParts,
): Serving {
  const { tokenHome, documents, turns, stores, metrics, subscribers } = parts;
  const { requestLog, tracer, messageClasses, facts } = parts;
  const countRefusal = countOnce([
    stores.usage.countRefusal,
    ...(metrics ? [metrics.countRefusal] : []),
  ]);
  const access = createAccess({
    boundHost: config.addr.host,
    apiKeys: config.apiKeys,
    adminKeys: config.adminKeys,
    corsOrigins: config.corsOrigins,
    allowHosts: config.allowHosts,
    isAdminToken: adminTokenIn(tokenHome),
  });
  const mounted = openAll(surfaces, {
    core,
    usage: stores.usage,
    quota: stores.quota,
    alerts: stores.alerts,
    turns,
    conversations: stores.conversations,
    compactions: stores.compactions,
    countRefusal,
    ...(metrics && { subscribers }),
    ...(tracer && { tracer }),
    gateway: { ...facts, isKeyRequired: access.isKeyRequired, apiKeys: access.apiKeys },
    version,
    logger,
    identify: access.identify,
    holdsAdminToken: (credentials) => access.holdsAdminToken(credentials),
    refusalOf: (credentials) => originError(access, credentials),
    routes: surfaces.flatMap(({ routes }) => routes),
    exposeReasoningModels: config.exposeReasoningModels,
    verbose: config.verbose,
    isStrict: config.strict,
    reasoningFormat: config.reasoningFormat,
    ...(stores.completions && { store: stores.completions }),
    ...(!config.inlineImagesOnly && { images: createImageFetcher({ logger }) }),
    hasGraphiql: config.graphiql,
    isIntrospectionAllowed: config.introspection,
    findDocument: createFindDocument({ documents, isOnly: config.onlyPersistedDocuments }),
  });
  return {
    access,
    handlers: {
      request: createApp(access, requestLog.handler, mounted, messageClasses, countRefusal),
      upgrade: upgradeHandler(
        access,
        ownerIn(mounted),
        () => core.assertOpen(),
        countRefusal,
        createUpgradeLog(logger, tracer),
      ),
    },
    async close(deadline) {
      await Promise.all(mounted.map(async ({ close }) => await close?.(deadline)));
    },
  };
}

function urlOf({ host, port }: Address): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
