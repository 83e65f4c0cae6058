import express, { type Request } from 'express';
import { errorRow } from '../errors/error-table.ts';
import type { HttpSurface } from '../http/surface.ts';
import { graphqlKeyHeaders } from './kit/key-headers.ts';
import { createGraphqlSurface, type GraphqlSurfaceDeps } from './surface.ts';

const path = '/graphql';

/** The GraphQL API on `/graphql`, over HTTP and WebSocket, and GraphiQL. */
export const graphqlSurface: HttpSurface<GraphqlSurfaceDeps> = {
  paths: [path],
  routes: [{ path, surface: 'GRAPHQL', alike: /(?:^|\/)graphi?ql$/, link: 'graphql' }],
  keyHeaders: graphqlKeyHeaders,
  errorFormat: ({ code, message }) => ({
    status: errorRow(code).status,
    body: { errors: [{ message, extensions: { code: code.toUpperCase() } }] },
  }),
  admission: (req) => (isGraphiqlPage(req) ? 'host' : 'key'),
  open(deps) {
    const surface = createGraphqlSurface(deps);
    return {
      handler: express.Router().use(path, surface.handler),
      upgrade: {
        paths: [path],
        isKeySentLater: true,
        handle: (...upgrade) => surface.handleUpgrade(...upgrade),
      },
      close: async (deadline) => await surface.close(deadline),
    };
  },
};

/**
 * A browser cannot send a key before it has the page, which holds no data. For such a request the
 * page is all there is, whatever query stands in its address.
 */
function isGraphiqlPage(req: Request): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  // Its script and its style come from addresses of their own.
  if (/^\/graphql\/graphiql-[\w-]+\.(js|css)$/.test(req.path)) return true;
  return req.path === path && (req.headers.accept?.includes('text/html') ?? false);
}
