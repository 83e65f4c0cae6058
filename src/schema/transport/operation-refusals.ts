import type { IncomingMessage } from 'node:http';
import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Caller } from '../../codex/completion/caller.ts';
import type { CountRefusal } from '../../codex/completion/refusal.ts';
import { CodexServeError, InvalidRequestError, toCodexServeError } from '../../errors/errors.ts';
import { errorCodes, errorRow, type ErrorCode } from '../../errors/error-table.ts';
import { knownCallerOf } from '../../http/access/caller-of.ts';
import { factsOf, noteFacts } from '../../http/request-facts.ts';
import type { GraphqlContext } from '../kit/context.ts';
import type { ServerContext } from './yoga.ts';

/** Who asked, as far as it is known. */
export type Asker = Pick<Caller, 'name' | 'userAgent'> &
  Partial<Pick<Caller, 'requestId' | 'operationId'>>;

/** The context of a resolver with what Yoga adds to it. */
type ResolverContext = GraphqlContext & Pick<ServerContext, 'req'>;

/** Counts what GraphQL refuses. */
export interface OperationRefusals {
  /**
   * Counts an error that an operation, or a request as a whole, is answered with. The first one of a
   * request over HTTP stands in its line of the log and in its span.
   *
   * @param request Absent for an operation on a WebSocket.
   */
  count(error: unknown, asker: Asker, request?: IncomingMessage): void;
  /**
   * Counts an operation that was refused before its fields were read: errors without a path. Those of
   * root fields count by themselves, see `countFieldsOf`.
   */
  countResult(
    errors: readonly (GraphQLError | GraphQLFormattedError)[],
    asker: Asker,
    request?: IncomingMessage,
  ): void;
}

/** Counts on the surface `GRAPHQL`, and logs each refusal with the ids of its request. */
export function createOperationRefusals(
  countRefusal: CountRefusal,
  logger: Logger,
): OperationRefusals {
  const count: OperationRefusals['count'] = (error, asker, request) => {
    const { name, userAgent, requestId, operationId } = asker;
    const refusal = toRefusal(error);
    const { code } = refusal;
    const param = refusal.param ?? undefined;
    if (request !== undefined && factsOf(request).code === undefined) {
      noteFacts(request, { code, ...(param !== undefined && { param }) });
    }
    countRefusal({ error: refusal, keyName: name, userAgent, surface: 'GRAPHQL' });
    logger[errorRow(code).status >= 500 ? 'error' : 'warn'](
      { requestId, operationId, keyName: name, code, param, err: faultOf(refusal) },
      'graphql refused',
    );
  };
  return {
    count,
    countResult(errors, asker, request) {
      const ofOperation = errors.find(({ path }) => path === undefined);
      if (ofOperation !== undefined) count(ofOperation, asker, request);
    },
  };
}

/** What led to an error that nobody expected; the client learns nothing of it. */
function faultOf({ code, cause }: CodexServeError): unknown {
  return code === 'internal_error' ? cause : undefined;
}

const codes: ReadonlyMap<string, ErrorCode> = new Map(
  errorCodes.map((code) => [code.toUpperCase(), code]),
);

/** The code under which an error of GraphQL is counted and logged. */
export function refusalCode(error: unknown): ErrorCode {
  return toRefusal(error).code;
}

/** GraphQL's own errors are faults of the request, except one that nobody expected. */
function toRefusal(error: unknown): CodexServeError {
  if (error instanceof GraphQLError && error.originalError != null) {
    return toRefusal(error.originalError);
  }
  if (isErrorData(error)) return error;
  if (!(error instanceof GraphQLError) && !isFormatted(error)) return toCodexServeError(error);
  const code = error.extensions?.['code'];
  const own = codes.get(String(code)) ?? (code === 'INTERNAL_ERROR' ? 'internal_error' : undefined);
  const cause = { cause: error };
  if (own !== undefined) return new CodexServeError(own, error.message, cause);
  return new InvalidRequestError('invalid_request', error.message, cause);
}

function isFormatted(error: unknown): error is GraphQLFormattedError {
  return (
    !(error instanceof Error) && typeof error === 'object' && error !== null && 'message' in error
  );
}

/** Counts the requests over HTTP that are answered with errors alone. */
export function countRefusedRequests(refusals: OperationRefusals): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, serverContext, request }) {
      if (Array.isArray(result) || isAsyncIterable(result) || !('errors' in result)) return;
      const { req } = serverContext;
      const caller = req === undefined ? null : knownCallerOf(req);
      const userAgent = request.headers.get('user-agent');
      const requestId = caller?.requestId ?? null;
      const asker = { name: caller?.name ?? null, userAgent, requestId };
      refusals.countResult(result.errors ?? [], asker, req);
    },
  };
}

/**
 * Counts what the root fields of a schema refuse, whether they throw it, give it as data, or send it
 * as the first event in place of a completion's.
 */
export function countFieldsOf(schema: GraphQLSchema, refusals: OperationRefusals): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (field.resolve !== undefined) field.resolve = countedResolver(field.resolve, refusals);
    }
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe } = field;
    if (subscribe === undefined) continue;
    field.subscribe = async (source, args, context: ResolverContext, info) => {
      const events: unknown = await subscribe(source, args, context, info);
      if (!isAsyncIterable(events)) return events;
      return withFirst(events, (event) => {
        const error = refusalIn(event);
        if (error !== undefined) refusals.count(error, context.caller, context.req);
      });
    };
  }
  return schema;
}

function countedResolver(
  resolve: GraphQLFieldResolver<unknown, GraphqlContext>,
  refusals: OperationRefusals,
): GraphQLFieldResolver<unknown, ResolverContext> {
  return (source, args, context, info) => {
    const refuse = (error: unknown): never => {
      refusals.count(error, context.caller, context.req);
      throw error;
    };
    const countData = (value: unknown): unknown => {
      if (isErrorData(value)) refusals.count(value, context.caller, context.req);
      return value;
    };
    try {
      const value: unknown = resolve(source, args, context, info);
      return value instanceof Promise ? value.then(countData, refuse) : countData(value);
    } catch (error) {
      return refuse(error);
    }
  };
}

/** Shows the first item of a stream to a function, and passes all on as they come. */
function withFirst<T>(source: AsyncIterable<T>, look: (item: T) => void): AsyncIterable<T> {
  const items = source[Symbol.asyncIterator]();
  let isFirst = true;
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const item = await items.next();
        if (isFirst && item.done !== true) look(item.value);
        isFirst = false;
        return item;
      },
      async return() {
        await items.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}

/**
 * Whether the value of a field is an error. Pothos gives a proxy of it, which is no instance of its
 * class.
 */
function isErrorData(value: unknown): value is CodexServeError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, retryAfterMs }: Partial<CodexServeError> = value;
  return (
    typeof message === 'string' &&
    retryAfterMs !== undefined &&
    codes.has(String(code).toUpperCase())
  );
}

/** The error of an event that belongs to no completion: nothing was started, or can be watched. */
function refusalIn(value: unknown): unknown {
  if (!hasMember(value, 'completion') || value.completion !== null) return undefined;
  if (!hasMember(value, 'event') || !hasMember(value.event, 'error')) return undefined;
  return value.event.error;
}

function hasMember<Name extends string>(
  value: unknown,
  name: Name,
): value is Readonly<Record<Name, unknown>> {
  return typeof value === 'object' && value !== null && name in value;
}
