import type { Request, RequestHandler, Response } from 'express';
import { boundMessage, brokenBound, type JsonBounds } from '../../http/body/json-scan.ts';
import { readJson } from '../../http/body/read-json.ts';
import { errorRow } from '../../errors/error-table.ts';
import { CodexServeError, InvalidRequestError, toCodexServeError } from '../../errors/errors.ts';
import type { GraphiqlPage } from '../graphiql/page.ts';
import { jsonBoundsOf } from '../../http/socket/socket-bounds.ts';
import type { GraphqlLimits } from '../limits/limits.ts';
import { knownCallerOf } from '../../http/access/caller-of.ts';
import type { OperationRefusals } from './operation-refusals.ts';
import type { Yoga } from './yoga.ts';

/** What answers over HTTP. */
export interface HttpHandlerDeps {
  readonly yoga: Yoga;
  readonly graphiql: GraphiqlPage;
  readonly limits: GraphqlLimits;
  readonly refusals: OperationRefusals;
}

/**
 * GraphiQL for a browser, GraphQL for the rest, mounted on `/graphql`. Paths below it are passed on.
 * Who may call has been checked before. What is refused here goes to the next error handler as a
 * `CodexServeError`.
 */
export function createHttpHandler({
  yoga,
  graphiql,
  limits,
  refusals,
}: HttpHandlerDeps): RequestHandler {
  const bounds = jsonBoundsOf(limits);
  const bodyLimits = { ...bounds, maxBytes: limits.maxMessageBytes };
  return async (request, response, next) => {
    if (graphiql.isFor(request)) {
      await graphiql.serve(request, response);
      return;
    }
    if (!isEndpoint(request)) {
      next();
      return;
    }
    if (request.method === 'POST') assertJson(request);
    try {
      if (request.method === 'POST') {
        request.body = toYogaBody(await readJson(request, bodyLimits));
      } else assertShallow(request, bounds);
    } catch (error) {
      const userAgent = request.get('user-agent') ?? null;
      const { name = null, requestId = null } = knownCallerOf(request) ?? {};
      refusals.count(error, { name, userAgent, requestId }, request);
      refuse(response, error);
      return;
    }
    await yoga(request, response, { req: request, res: response });
  };
}

/** Yoga answers at one path, upper and lower case kept, and would send a 404 without a body elsewhere. */
function isEndpoint({ baseUrl, path }: Request): boolean {
  return path === '/' && baseUrl === '/graphql';
}

/** Answers as Yoga does for a body that it cannot read. */
function refuse(response: Response, error: unknown): void {
  const { code, message } = toCodexServeError(error);
  const shownCode = code === 'invalid_request' ? 'BAD_REQUEST' : code.toUpperCase();
  response
    .status(errorRow(code).status)
    .json({ errors: [{ message, extensions: { code: shownCode } }] });
}

/** Yoga takes an object with members as the parsed body, and reads a body otherwise. */
function toYogaBody(body: unknown): unknown {
  if (Array.isArray(body)) {
    throw new InvalidRequestError('invalid_request', 'Batching is not supported.');
  }
  const isEmpty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
  return isEmpty ? { query: undefined } : body;
}

/** The JSON in a URL is short, yet may be nested too deeply for what walks it later. */
function assertShallow({ originalUrl }: Request, bounds: JsonBounds): void {
  const { searchParams } = new URL(originalUrl, 'http://localhost');
  for (const name of ['variables', 'extensions']) {
    const broken = brokenBound(searchParams.get(name) ?? '', bounds);
    if (broken === null) continue;
    throw new InvalidRequestError('invalid_request', boundMessage(broken, bounds));
  }
}

/**
 * Any other type in which GraphQL is posted, a form's for instance, a browser sends on any page's
 * behalf without asking first (CORS calls such requests simple).
 */
function assertJson(request: Request): void {
  if (request.is(['application/json', 'application/graphql+json']) !== false) return;
  throw new CodexServeError(
    'unsupported_media_type',
    'The body must be JSON, sent as application/json.',
  );
}
