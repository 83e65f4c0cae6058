import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import { withKey } from './graphiql-key.ts';
import { graphiqlTabs } from './graphiql-tabs.ts';

/** GraphiQL, on a page that asks no other host for anything. */
export interface GraphiqlPage {
  /** Whether a request is for the page: a browser's, and no GraphQL. */
  isFor(request: Request): boolean;
  /** Answers with the page. */
  serve(request: Request, response: Response): Promise<void>;
}

interface Rendered {
  readonly html: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/**
 * The page is 9 MB (2.4 MB compressed), rendered and compressed on the first request for it, kept,
 * and by the browser only asked about. With an API key GraphiQL streams over SSE: its Headers pane
 * reaches every HTTP request, yet no WebSocket.
 */
export function createGraphiqlPage(isKeyRequired: boolean): GraphiqlPage {
  let rendered: Promise<Rendered> | undefined;
  return {
    isFor: isForBrowser,
    async serve(request, response) {
      const { html, gzipped, etag } = await (rendered ??= render(isKeyRequired));
      response.set({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        etag,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      });
      response.vary('accept, accept-encoding');
      const isGzipAccepted = request.acceptsEncodings('gzip') === 'gzip';
      if (isGzipAccepted) response.set('content-encoding', 'gzip');
      // Express answers 304 by itself where the browser has this ETag.
      response.send(isGzipAccepted ? gzipped : html);
    },
  };
}

/** In the place of the page where it is switched off; `serve` throws a `CodexServeError`. */
export const noGraphiqlPage: GraphiqlPage = {
  isFor: isForBrowser,
  async serve() {
    const message = 'GraphiQL is switched off. Send operations by POST, as application/json.';
    await Promise.reject(new CodexServeError('route_not_found', message));
  },
};

function isForBrowser({ method, headers }: Request): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && (headers.accept?.includes('text/html') ?? false);
}

/** Keeps the page to itself and this host, whatever GraphiQL's bundle might come to hold. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  "img-src data: 'self'",
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

async function render(isKeyRequired: boolean): Promise<Rendered> {
  // Imported when it is needed: 18 MB of it would otherwise be read at every start.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const headers = isKeyRequired ? '{ "authorization": "Bearer YOUR_API_KEY" }' : '';
  const page = renderGraphiQL({
    title: 'codex-serve',
    subscriptionsProtocol: isKeyRequired ? 'SSE' : 'WS',
    // Over SSE it would send subscriptions by GET.
    method: 'POST',
    defaultTabs: graphiqlTabs.map(({ query, variables }) => ({ query, variables, headers })),
    defaultHeaders: headers,
  });
  const html = Buffer.from(
    withKey(page).replace('</head>', () => `${tabStyle}${firstVisit(headers)}</head>`),
  );
  const digest = createHash('sha256').update(html).digest('base64url');
  return { html, gzipped: await promisify(gzip)(html), etag: `"${digest}"` };
}

/**
 * Lets every tab answer to its first click. The page's fonts change the tabs' width after GraphiQL
 * has measured them; it then moves a tab aside as soon as it gets the focus, and the click is lost.
 * Tabs that find no room go on a second line, where they would be out of sight.
 */
const tabStyle = `<style>
  .graphiql-tab { transform: none !important; }
  .graphiql-container .graphiql-session-header { height: auto; align-items: flex-start; }
  .graphiql-container .graphiql-tabs { flex-wrap: wrap; row-gap: 4px; overflow: visible; }
  .graphiql-container .graphiql-logo { white-space: nowrap; }
</style>`;

/**
 * A script that stores the tabs as GraphiQL itself does. Left to its `defaultTabs` it shows an empty
 * Variables pane on the first tab, and one more tab, empty, when the page is loaded again.
 */
function firstVisit(headers: string): string {
  const tabs = graphiqlTabs.map(({ name, query, variables }) => {
    const operation = { title: name, operationName: name, query, variables, headers };
    return { id: name, ...operation, hash: null, response: null };
  });
  const [first] = graphiqlTabs;
  const stored = {
    'graphiql:tabState': JSON.stringify({ tabs, activeTabIndex: 0 }),
    'graphiql:query': first?.query,
    'graphiql:variables': first?.variables,
    'graphiql:headers': headers,
  };
  const script = `
    if (localStorage.getItem('graphiql:tabState') === null) {
      Object.assign(localStorage, ${JSON.stringify(stored)});
    }`;
  return `<script>${script}</script>`;
}
