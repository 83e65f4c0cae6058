import type { Request, Response } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import { renderGraphiql, type GraphiqlFiles, type GraphiqlOptions } from './files.ts';

/** GraphiQL, on a page that sends no request to any other host. */
export interface GraphiqlPage {
  /** Whether a request is for the page: a browser's request without a GraphQL operation. */
  isFor(request: Request): boolean;
  /** Answers with the page. */
  serve(request: Request, response: Response): Promise<void>;
}

/**
 * The page is small; its bundle, 9 MB (2.4 MB compressed), has an address of its own with its digest in
 * it, which browsers keep. Both are rendered and compressed on the first request, and kept.
 */
export function createGraphiqlPage(options: GraphiqlOptions): GraphiqlPage {
  let rendered: Promise<GraphiqlFiles> | undefined;
  return {
    isFor: isForBrowser,
    async serve(request, response) {
      const { page, assets, policy } = await (rendered ??= renderGraphiql(options));
      const asset = isAsset(request) ? assets.get(request.path.slice(1)) : undefined;
      if (isAsset(request) && asset === undefined) {
        throw new CodexServeError('route_not_found', 'This file belongs to another version.');
      }
      const { type, plain, gzipped, etag } = asset ?? page;
      response.set({
        'content-type': `${type}; charset=utf-8`,
        'cache-control': asset ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      response.vary('accept, accept-encoding');
      const isGzipAccepted = request.acceptsEncodings('gzip') === 'gzip';
      if (isGzipAccepted) response.set('content-encoding', 'gzip');
      // Express answers 304 by itself where the browser has this ETag.
      response.send(isGzipAccepted ? gzipped : plain);
    },
  };
}

/** Replaces the page when it is switched off; `serve` throws a `CodexServeError`. */
export const noGraphiqlPage: GraphiqlPage = {
  isFor: isForBrowser,
  async serve() {
    const message = 'GraphiQL is switched off. Send operations by POST, as application/json.';
    await Promise.reject(new CodexServeError('route_not_found', message));
  },
};

function isForBrowser(request: Request): boolean {
  const { method, headers } = request;
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && (isAsset(request) || (headers.accept?.includes('text/html') ?? false));
}

function isAsset({ path }: Request): boolean {
  return path.startsWith('/graphiql-');
}
