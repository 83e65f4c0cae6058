import type { Request as HttpRequest, Response as HttpResponse } from 'express';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Logger } from 'pino';
import { callerOf } from '../../http/access/caller-of.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import { scopedCore } from '../../codex/scoped-core.ts';
import type { Compactions } from '../../conversations/compaction/compactions.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Turns } from '../../conversations/running/turns.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { scopedUsage } from '../../usage/scoped-usage.ts';
import type { Alerts } from '../../alerts/alerts.ts';
import type { QuotaHistory } from '../../quota/quota-history.ts';
import type { UsageStore } from '../../usage/usage-store.ts';
import { InvalidApiKeyError } from '../../errors/errors.ts';
import type { GraphqlContext } from '../kit/context.ts';
import type { GatewayFacts } from '../kit/gateway-facts.ts';
import type { GraphqlLimits } from '../limits/limits.ts';
import type { FindDocument } from '../persisted/find-document.ts';
import { refuseBrokenParameters } from './broken-parameters.ts';
import { explainNotAcceptable } from './explain-not-acceptable.ts';
import { limitStreams } from './limit-streams.ts';
import { refuseConditionalRoot } from './conditional-root.ts';
import { cutAtShutdown } from './cut-at-shutdown.ts';
import { createDocumentCache } from '../limits/document-cache.ts';
import { hideSchema } from '../limits/hide-schema.ts';
import { limitDocuments } from '../limits/limit-documents.ts';
import { maskError } from './mask-error.ts';
import { countRefusedRequests, type OperationRefusals } from './operation-refusals.ts';
import { nameOperations } from './name-operations.ts';
import { operationLog } from './operation-log.ts';
import { persistedDocuments } from './persisted-documents.ts';
import { queryByGet } from './query-by-get.ts';
import { shareExecutions } from './watching/share-executions.ts';
import { tellGuests } from './tell-guests.ts';
import { refuseUnknownFields } from '../limits/unknown-fields.ts';
import { yogaLogger } from './yoga-logger.ts';

/** What is known of an operation when it arrives: the HTTP exchange, or what the WebSocket says. */
export interface ServerContext {
  readonly req?: HttpRequest;
  readonly res?: HttpResponse;
  readonly signal?: AbortSignal;
  /** Of the WebSocket. */
  readonly caller?: Caller;
}

/** The GraphQL engine of both transports. */
export type Yoga = YogaServerInstance<ServerContext, GraphqlContext>;

/** What the engine is made of. */
export interface YogaDeps {
  readonly schema: GraphQLSchema;
  readonly core: SessionCore;
  readonly usage: UsageStore;
  readonly turns: Turns;
  readonly compactions: Compactions;
  readonly conversations: ConversationStore;
  readonly quota: QuotaHistory;
  readonly alerts: Alerts;
  readonly gateway: GatewayFacts;
  readonly version: string;
  readonly logger: Logger;
  readonly verbose: boolean;
  readonly isIntrospectionAllowed: boolean;
  readonly findDocument: FindDocument;
  readonly limits: GraphqlLimits;
  readonly refusals: OperationRefusals;
}

/**
 * GraphQL over HTTP: queries and mutations as JSON, subscriptions as server-sent events. Its
 * `getEnveloped` runs the WebSocket's operations through the same plugins.
 */
export function createYogaServer(deps: YogaDeps): Yoga {
  const { schema, core, usage, turns, compactions, conversations, quota, alerts, gateway } = deps;
  const { version, logger, verbose, limits } = deps;
  return createYoga<ServerContext, GraphqlContext>({
    schema,
    context({ request, signal, req, caller = callerOfHttp(req) }) {
      return {
        core: scopedCore(core, caller),
        usage: scopedUsage(usage, caller),
        turns,
        compactions,
        conversations,
        quota,
        alerts,
        gateway,
        version,
        signal: signal ?? request.signal,
        caller,
      };
    },
    logging: yogaLogger(logger),
    maskedErrors: { maskError },
    // The body has been read within its limits; without this Yoga has one of its own.
    maxRequestBodySize: limits.maxMessageBytes,
    plugins: [
      persistedDocuments(deps.findDocument),
      refuseBrokenParameters(),
      limitDocuments(limits),
      refuseConditionalRoot(),
      refuseUnknownFields(),
      queryByGet(),
      explainNotAcceptable(),
      limitStreams(limits.maxStreamsPerBrowser),
      shareExecutions(),
      tellGuests(),
      countRefusedRequests(deps.refusals),
      nameOperations(),
      cutAtShutdown(),
      ...(deps.isIntrospectionAllowed ? [] : [hideSchema()]),
      ...(verbose ? [operationLog(logger)] : []),
    ],
    parserAndValidationCache: {
      documentCache: createDocumentCache<DocumentNode>(limits.maxCachedCharacters),
      errorCache: createDocumentCache<Error>(limits.maxCachedCharacters),
    },
    extraParamNames: ['documentId'],
    // Each of these is dealt with elsewhere, or not wanted.
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
  });
}

/** Nobody gets here without a key, where one is required. */
function callerOfHttp(request: HttpRequest | undefined): Caller {
  if (request === undefined) throw new InvalidApiKeyError();
  return callerOf(request);
}
