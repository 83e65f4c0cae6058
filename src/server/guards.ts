import cors from 'cors';
import type { Request, RequestHandler } from 'express';
import { CodexServeError } from '../errors/errors.ts';
import type { Access } from './access.ts';

/** Refuses requests whose `Host` or `Origin` shows that a page elsewhere is behind them. */
export function guardOrigin(access: Access): RequestHandler {
  return (req, _res, next) => {
    const error = originError(access, req.headers.host, req.headers.origin);
    if (error === undefined) next();
    else next(error);
  };
}

/** What is wrong with a request's `Host` or `Origin`, over HTTP or at a WebSocket's start. */
export function originError(
  access: Access,
  host: string | undefined,
  origin: string | undefined,
): CodexServeError | undefined {
  if (!access.isHostAllowed(host)) {
    return new CodexServeError(
      'host_not_allowed',
      'This host name is not one of the gateway; use a loopback address.',
    );
  }
  if (access.isOriginAllowed(origin, host)) return undefined;
  return new CodexServeError(
    'origin_not_allowed',
    'Pages of this origin may not call; allow it with --cors-origin.',
  );
}

/** Refuses requests without the API key, where one is set. */
export function guardApiKey(access: Access): RequestHandler {
  return (req, _res, next) => {
    const { authorization, 'user-agent': userAgent } = req.headers;
    if (access.identify(authorization, userAgent) !== null || isGraphiqlPage(req)) {
      next();
      return;
    }
    next(new CodexServeError('invalid_api_key', 'The API key is missing or wrong.'));
  };
}

/**
 * A browser cannot send a key before it has the page, which holds no data. For such a request the
 * page is all there is, whatever query stands in its address.
 */
function isGraphiqlPage({ method, path, headers }: Request): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && path === '/graphql' && (headers.accept?.includes('text/html') ?? false);
}

/** The headers that an SDK in a browser must be able to read. */
const exposedHeaders = [
  'x-request-id',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'x-codex-serve-ignored',
  'x-codex-serve-unmet',
];

/**
 * Answers a page's preflight, and names the page's origin in answers. The request's headers are
 * echoed: an SDK sends a dozen of its own. Comes after `guardOrigin`, which lets in allowed origins
 * only.
 */
export function allowOrigin(): RequestHandler {
  return cors({
    origin: true,
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposedHeaders,
    maxAge: 600,
    optionsSuccessStatus: 204,
  });
}
