import {
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { OperationResult, SubscribePayload } from 'graphql-ws';
import { isAsyncIterable } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { FindDocument } from '../../persisted/find-document.ts';
import type { Caller } from '../../../codex/completion/caller.ts';
import { maskError } from '../mask-error.ts';
import type { SocketCallers } from './socket-callers.ts';
import type { WebSocketContext } from './web-socket-context.ts';
import { InvalidApiKeyError } from '../../../errors/errors.ts';
import { requestIdOf } from '../../../http/request-id.ts';
import {
  newOperationId,
  type AskedOperation,
  type BeginOperation,
} from '../../../http/socket/socket-operations.ts';
import { refusalCode, type OperationRefusals } from '../operation-refusals.ts';
import type { Yoga } from '../yoga.ts';
import { operationStream } from './operation-stream.ts';

/** Runs the operations of all WebSockets as those over HTTP, through Yoga's plugins and executor. */
export interface WebSocketOperations {
  /**
   * Parses and checks an operation; what is wrong with it comes back as errors. Nothing has been
   * started then.
   */
  prepare(
    context: WebSocketContext,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]>;
  /** Runs a prepared query or mutation. */
  execute(args: ExecutionArgs): OperationResult;
  /** Runs a prepared subscription. */
  subscribe(args: ExecutionArgs): OperationResult;
  /** How many operations of a socket wait to be closed with it. */
  waiting(context: WebSocketContext): number;
}

interface Prepared {
  readonly enveloped: ReturnType<Yoga['getEnveloped']>;
  readonly caller: Caller;
  /** Called at its end with the first error that it is answered with. */
  readonly end: (error?: GraphQLError | GraphQLFormattedError) => void;
  readonly context: WebSocketContext;
}

/** What the operations are made of. */
export interface WebSocketOperationDeps {
  readonly yoga: Yoga;
  readonly callers: SocketCallers;
  readonly findDocument: FindDocument;
  readonly logger: Logger;
  readonly refusals: OperationRefusals;
  /** Logs and traces operations. */
  readonly begin: BeginOperation;
}

/**
 * The operations run on Yoga's executor. The one of graphql-js reads all variables anew for every
 * event: 575 µs with 200 messages, against 14. Whatever is thrown becomes an error of the operation:
 * thrown into graphql-ws, it would close the socket and end every other operation on it.
 */
export function createWebSocketOperations(deps: WebSocketOperationDeps): WebSocketOperations {
  const { yoga, callers, findDocument, logger, refusals, begin } = deps;
  const fail = (error: unknown, { requestId, operationId }: Partial<Caller>): GraphQLError => {
    const shown = maskError(error);
    const isFault = shown.extensions['code'] === 'INTERNAL_ERROR';
    if (isFault && !(error instanceof GraphQLError)) {
      logger.error({ requestId, operationId, err: error }, 'graphql');
    }
    return shown;
  };
  const prepared = new WeakMap<ExecutionArgs, Prepared>();
  const waiting = new WeakMap<WebSocketContext, number>();
  const preparedOf = (args: ExecutionArgs): Prepared => {
    const operation = prepared.get(args);
    if (operation === undefined) throw new TypeError('The operation was not prepared.');
    return operation;
  };
  const prepare: WebSocketOperations['prepare'] = async (context, id, payload) => {
    const { signal } = trackOperation(context, id);
    const known = await callers.callerOf(context);
    // It was let in when the socket was opened.
    if (known === null) throw new InvalidApiKeyError();
    const operationId = newOperationId();
    const caller = { ...known, operationId };
    const enveloped = yoga.getEnveloped({ signal, caller, params: payload });
    const document: DocumentNode = enveloped.parse(findDocument(payload) ?? payload.query);
    const errors: readonly GraphQLError[] = enveloped.validate(enveloped.schema, document);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document, payload.operationName);
    if (!operation) return [noOperation()];
    const args: ExecutionArgs = {
      schema: enveloped.schema,
      document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? null,
      contextValue: await enveloped.contextFactory(),
    };
    const asked = askedOperation(context, payload, operation);
    const open = begin(context.extra.request, { ...asked, id: operationId });
    const end: Prepared['end'] = (error) =>
      open.end({ keyName: known.name, code: error === undefined ? null : refusalCode(error) });
    prepared.set(args, { enveloped, caller, context, end });
    return args;
  };
  const run = async (
    args: ExecutionArgs,
    start: () => OperationResult,
  ): Promise<Awaited<OperationResult>> => {
    const { caller, context, end } = preparedOf(args);
    const wait = (): void => void waiting.set(context, (waiting.get(context) ?? 0) + 1);
    try {
      const result = await start();
      if (isAsyncIterable(result)) {
        return operationStream(result, (error) => fail(error, caller), end, wait);
      }
      refusals.countResult(result.errors ?? [], caller);
      end(result.errors?.[0]);
      return result;
    } catch (error) {
      const shown = fail(error, caller);
      refusals.countResult([shown], caller);
      end(shown);
      return { errors: [shown] };
    }
  };
  return {
    async prepare(context, id, payload) {
      const { request } = context.extra;
      const requestId = requestIdOf(request);
      const ready = await prepare(context, id, payload).catch((error: unknown) => [
        fail(error, { requestId }),
      ]);
      if (!Array.isArray(ready)) return ready;
      const caller = await callers.callerOf(context).catch(() => null);
      const open = begin(request, askedOperation(context, payload));
      refusals.countResult(ready, {
        name: caller?.name ?? null,
        userAgent: request.headers['user-agent'] ?? null,
        requestId,
        operationId: open.id,
      });
      open.end({ keyName: caller?.name ?? null, code: refusalCode(ready[0]) });
      return ready;
    },
    execute: (args) => run(args, () => preparedOf(args).enveloped.execute(args)),
    subscribe: (args) => run(args, () => preparedOf(args).enveloped.subscribe(args)),
    waiting: (context) => waiting.get(context) ?? 0,
  };
}

/**
 * The client may say in `extensions`, or for all operations of a socket in `connectionParams`, which
 * trace it continues: a browser can send no headers with a WebSocket.
 *
 * @param operation Absent: the document is at fault.
 */
function askedOperation(
  { connectionParams }: WebSocketContext,
  { extensions, operationName }: SubscribePayload,
  operation?: OperationDefinitionNode,
): AskedOperation {
  const kind = operation?.operation ?? 'unknown';
  const name = operation?.name?.value ?? operationName ?? undefined;
  return {
    name: operation === undefined ? 'graphql' : `graphql ${kind}`,
    operation: kind,
    ...(name !== undefined && { operationName: name }),
    carriers: [extensions ?? {}, connectionParams ?? {}],
  };
}

/** In the words of the HTTP side. */
function noOperation(): GraphQLError {
  return new GraphQLError('Could not determine what operation to execute.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

/**
 * Aborts when the client ends the operation or its socket goes. graphql-ws ends only what has an
 * event stream; a mutation has none, so something of that shape stands in its place.
 */
function trackOperation(context: WebSocketContext, id: string): AbortController {
  const controller = new AbortController();
  context.subscriptions[id] = Object.assign(nothing(), {
    async return(): Promise<IteratorResult<never, void>> {
      controller.abort();
      return await Promise.resolve({ done: true, value: undefined });
    },
  });
  return controller;
}

async function* nothing(): AsyncGenerator<never, void> {}
