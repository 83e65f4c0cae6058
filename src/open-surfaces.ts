import { adminTokenIn } from './http/access/admin-token.ts';
import { countOnce } from './codex/completion/refusal.ts';
import type { SubscriberCounts } from './codex/streams/subscriber-counts.ts';
import type { SessionCore } from './codex/session-core.ts';
import type { Turns } from './conversations/running/turns.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { Surfaces } from './all-surfaces.ts';
import { createImageFetcher } from './images/image-fetcher.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import { createFindDocument } from './schema/persisted/find-document.ts';
import type { PersistedDocuments } from './schema/persisted/read-documents.ts';
import type { GatewayFacts } from './schema/kit/gateway-facts.ts';
import { originError } from './http/access/guards.ts';
import { createAccess, type Access } from './http/access/access.ts';
import { createApp } from './http/server/app.ts';
import type { RequestLog } from './http/server/request-log.ts';
import type { Handlers } from './http/server/http-server.ts';
import type { MessageClasses } from './http/server/messages.ts';
import { createUpgradeLog } from './http/server/upgrade-log.ts';
import { upgradeHandler } from './http/server/upgrade.ts';
import type { RequestTracer } from './http/request-tracer.ts';
import { openAll, ownerIn } from './http/surface-list.ts';
import type { Stores } from './open-stores.ts';

/** What the surfaces stand on. */
export interface SurfaceParts {
  /** The folder that holds the admin token. */
  readonly tokenHome: string;
  readonly documents: PersistedDocuments | undefined;
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

/** The surfaces, as requests reach them. */
export interface Serving {
  readonly handlers: Handlers;
  readonly access: Access;
  close(deadline: AbortSignal): Promise<void>;
}

/** Opens every surface. All of them have the same guards. */
export function openSurfaces(
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
