import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Extra } from 'graphql-ws/use/ws';
import { handleProtocols, makeServer, type ConnectionInitMessage } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { requestIdOf } from '../../../http/request-id.ts';
import type { RequestTracer } from '../../../http/request-tracer.ts';
import type { Credentials, Identify } from '../../../http/access/credentials.ts';
import type { Caller } from '../../../codex/completion/caller.ts';
import { InvalidApiKeyError, type CodexServeError } from '../../../errors/errors.ts';
import type { GraphqlLimits } from '../../limits/limits.ts';
import type { FindDocument } from '../../persisted/find-document.ts';
import { socketOperations } from '../../../http/socket/socket-operations.ts';
import { createSocketLimits } from '../../../http/socket/socket-limits.ts';
import { createSocketServer, type SocketServer } from '../../../http/socket/socket-server.ts';
import { serveSocket } from './web-socket-adapter.ts';
import { createSocketCallers } from './socket-callers.ts';
import { createWebSocketOperations } from './web-socket-operation.ts';
import { credentialsOfSocket, type WebSocketContext } from './web-socket-context.ts';
import type { Asker, OperationRefusals } from '../operation-refusals.ts';
import type { Yoga } from '../yoga.ts';

/** Why a caller is not let in; undefined where it is. */
export type RefusalOf = (credentials: Credentials) => CodexServeError | undefined;

/** What the WebSocket side is made of. */
export interface WebSocketDeps {
  readonly yoga: Yoga;
  readonly identify: Identify;
  /** Whether credentials contain the admin token that is in force now. */
  readonly holdsAdminToken: (credentials: Credentials) => boolean;
  /** Why a client that has a valid key is not let in all the same. */
  readonly refusalOf: RefusalOf;
  readonly findDocument: FindDocument;
  readonly logger: Logger;
  readonly limits: GraphqlLimits;
  readonly refusals: OperationRefusals;
  /** Default: operations are not traced. */
  readonly tracer?: RequestTracer;
}

/** The application's close code for credentials that are missing or wrong; clients do not retry it. */
const unauthorized = 4401;

/** The application's close code for a page of an origin that is not allowed. */
const forbidden = 4403;

/** The graphql-ws protocol (`graphql-transport-ws`), on Yoga's executor. */
export function createWebSocketTransport(deps: WebSocketDeps): SocketServer {
  const { identify, holdsAdminToken, refusalOf, logger, limits, refusals } = deps;
  const callers = createSocketCallers(identify, holdsAdminToken);
  const begin = socketOperations(logger, deps.tracer);
  const operations = createWebSocketOperations({ ...deps, callers, begin });
  const socketLimits = createSocketLimits(limits);
  const contexts = new WeakMap<WebSocket, WebSocketContext>();
  const isBusy = (socket: WebSocket): boolean => {
    const context = contexts.get(socket);
    if (context === undefined) return false;
    return Object.keys(context.subscriptions).length > operations.waiting(context);
  };
  const protocol = makeServer<ConnectionInitMessage['payload'], Extra>({
    connectionInitWaitTimeout: limits.connectionInitTimeoutMs,
    async onConnect(context) {
      const { socket } = context.extra;
      contexts.set(socket, context);
      const caller = await callers.identify(context);
      // The client may have gone meanwhile.
      if (socket.readyState !== socket.OPEN) return false;
      if (caller === null) {
        // Returning false would close with 4403, which clients take as a reason to try again.
        refusals.count(new InvalidApiKeyError(), askerOf(context, null));
        socket.close(unauthorized, 'Unauthorized');
        return false;
      }
      const error = refusalOf(credentialsOfSocket(context));
      if (error !== undefined) {
        refusals.count(error, askerOf(context, caller));
        socket.close(forbidden, error.message);
        return false;
      }
      socketLimits.admit(socket);
      return true;
    },
    async onSubscribe(context, id, payload) {
      if (Object.keys(context.subscriptions).length > limits.maxOperationsPerSocket) {
        const errors = [tooManyOperations(limits.maxOperationsPerSocket)];
        refusals.countResult(errors, askerOf(context, await callers.callerOf(context)));
        return errors;
      }
      return await operations.prepare(context, id, payload);
    },
    execute: (args) => operations.execute(args),
    subscribe: (args) => operations.subscribe(args),
    onNext(_context, _id, _payload, _args, { errors, data, extensions }) {
      if (errors === undefined) return undefined;
      const shown = errors.map((error) => withoutInternals(error));
      return {
        errors: shown,
        ...(data !== undefined && { data }),
        ...(extensions && { extensions }),
      };
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => withoutInternals(error)),
  });
  return createSocketServer({
    bounds: limits,
    limits: socketLimits,
    handleProtocols,
    isBusy,
    serve: (socket, request) =>
      serveSocket({ protocol, limits, logger, socketLimits }, socket, request),
  });
}

function askerOf({ extra }: WebSocketContext, caller: Caller | null): Asker {
  const userAgent = extra.request.headers['user-agent'] ?? null;
  return { name: caller?.name ?? null, userAgent, requestId: requestIdOf(extra.request) };
}

function tooManyOperations(limit: number): GraphQLError {
  return new GraphQLError(`No more than ${limit} operations may run on one connection.`, {
    extensions: { code: 'RESOURCE_UNAVAILABLE' },
  });
}

/** Yoga's notes to its HTTP side, which that strips by itself. */
function withoutInternals(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
  const { extensions, ...rest } = error instanceof GraphQLError ? error.toJSON() : error;
  const { http: _http, unexpected: _unexpected, ...shown } = extensions ?? {};
  return Object.keys(shown).length === 0 ? rest : { ...rest, extensions: shown };
}
