import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { RequestTracer } from '../http/request-tracer.ts';
import type { Credentials, Identify } from '../http/access/credentials.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { Compactions } from '../conversations/compaction/compactions.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { Turns } from '../conversations/running/turns.ts';
import type { CountRefusal } from '../codex/completion/refusal.ts';
import type { SessionCore } from '../codex/session-core.ts';
import type { SubscriberCounts } from '../codex/streams/subscriber-counts.ts';
import type { QuotaHistory } from '../quota/quota-history.ts';
import type { UsageStore } from '../usage/usage-store.ts';
import { defaultLimits, type GraphqlLimits } from './limits/limits.ts';
import type { GatewayFacts } from './kit/gateway-facts.ts';
import type { FindDocument } from './persisted/find-document.ts';
import { buildSchema } from './schema.ts';
import { createGraphiqlPage, noGraphiqlPage } from './graphiql/page.ts';
import { createHttpHandler } from './transport/http.ts';
import { createWebSocketTransport, type RefusalOf } from './transport/web-socket/web-socket.ts';
import { countSubscribers } from './transport/count-subscribers.ts';
import { countFieldsOf, createOperationRefusals } from './transport/operation-refusals.ts';
import { createYogaServer } from './transport/yoga.ts';

/** What the GraphQL surface needs. */
export interface GraphqlSurfaceDeps {
  readonly core: SessionCore;
  readonly usage: UsageStore;
  /** Runs turns of conversations, and keeps them. */
  readonly turns: Turns;
  readonly compactions: Compactions;
  readonly conversations: ConversationStore;
  readonly quota: QuotaHistory;
  readonly alerts: Alerts;
  readonly gateway: GatewayFacts;
  /** Version of this gateway, `0.1.0`. */
  readonly version: string;
  readonly logger: Logger;
  /** Whether the log holds operations and their variables, which contain prompts. */
  readonly verbose: boolean;
  /** Identifies who opens a WebSocket. */
  readonly identify: Identify;
  /** Whether credentials contain the admin token that is in force now. Default: none does. */
  readonly holdsAdminToken?: (credentials: Credentials) => boolean;
  /** Why a WebSocket client with a valid key is refused. Default: none is. */
  readonly refusalOf?: RefusalOf;
  /** Whether a browser gets GraphiQL. */
  readonly hasGraphiql: boolean;
  /** Whether operations may read the schema. */
  readonly isIntrospectionAllowed: boolean;
  readonly findDocument: FindDocument;
  /** Missing ones are those of `defaultLimits`. */
  readonly limits?: Partial<GraphqlLimits>;
  /** Counts the open subscriptions. Default: they are not counted. */
  readonly subscribers?: SubscriberCounts;
  /** Counts what is refused. Default: it is not counted. */
  readonly countRefusal?: CountRefusal;
  /** Traces operations. Default: they are not traced. */
  readonly tracer?: RequestTracer;
}

/** GraphQL over HTTP, server-sent events and WebSocket, and GraphiQL. */
export interface GraphqlSurface {
  /**
   * For `/graphql`: GraphQL by POST and GET, GraphiQL for a browser. Host, Origin and API key have
   * been checked before; a handler for `CodexServeError` must follow it.
   */
  readonly handler: RequestHandler;
  /** For a WebSocket on `/graphql` whose Host and Origin have been checked. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Closes every WebSocket with 1001, see `SocketServer.close`. The core should be closed first, so that
   * running streams get their last event; those over HTTP end by that.
   */
  close(deadline: AbortSignal): Promise<void>;
}

/** The GraphQL surface of a session core. */
export function createGraphqlSurface(deps: GraphqlSurfaceDeps): GraphqlSurface {
  const { identify, findDocument, logger } = deps;
  const { refusalOf = () => undefined, holdsAdminToken = () => false } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const refusals = createOperationRefusals(deps.countRefusal ?? (() => {}), logger);
  const built = buildSchema();
  if (deps.subscribers !== undefined) countSubscribers(built, deps.subscribers);
  const schema = countFieldsOf(built, refusals);
  const yoga = createYogaServer({ ...deps, schema, limits, refusals });
  const graphiql = deps.hasGraphiql
    ? createGraphiqlPage({ isKeyRequired: deps.gateway.isKeyRequired, schema })
    : noGraphiqlPage;
  const handler = createHttpHandler({ yoga, graphiql, limits, refusals });
  const webSocket = createWebSocketTransport({
    yoga,
    identify,
    holdsAdminToken,
    refusalOf,
    findDocument,
    logger,
    limits,
    refusals,
    ...(deps.tracer && { tracer: deps.tracer }),
  });
  return { handler, ...webSocket };
}
