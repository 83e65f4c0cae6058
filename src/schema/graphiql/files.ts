import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';
import { adaptedBundle } from './bundle.ts';
import { withKey } from './key.ts';
import { contentSecurityPolicy, trustedTypesScript } from './policy.ts';
import { firstVisit, graphiqlTabs } from './tabs.ts';

/** A file that a browser gets. */
export interface GraphiqlFile {
  /** Its media type. */
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/** GraphiQL as a browser gets it. */
export interface GraphiqlFiles {
  readonly page: GraphiqlFile;
  /** Script and style by their names, `graphiql-DIGEST.js`. */
  readonly assets: ReadonlyMap<string, GraphiqlFile>;
  /** The content security policy of the page. */
  readonly policy: string;
}

const call = 'YogaGraphiQL.renderYogaGraphiQL(';

/** What the page is rendered for. */
export interface GraphiqlOptions {
  readonly isKeyRequired: boolean;
  readonly schema: GraphQLSchema;
}

/** Renders the page, and takes its script and style out of it. */
export async function renderGraphiql(options: GraphiqlOptions): Promise<GraphiqlFiles> {
  // Imported when it is needed: 18 MB of it would otherwise be read at every start.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const whole = renderGraphiQL({
    title: 'codex-serve',
    subscriptionsProtocol: 'WS',
    method: 'POST',
    defaultTabs: graphiqlTabs.map(({ query, variables }) => ({ query, variables })),
  });
  const style = between(whole, '<style>', '</style>');
  const bundle = between(whole, '<script>', call);
  const css = await file('text/css', style);
  const js = await file('text/javascript', adaptedBundle(bundle));
  const page = whole
    .replace(`<style>${style}</style>`, () => `<link rel="stylesheet" href="${urlOf(css, 'css')}">`)
    .replace(`<script>${bundle}`, () => `<script src="${urlOf(js, 'js')}"></script><script>`);
  const html = withKey(page, options)
    .replace('<head>', () => `<head><script>${trustedTypesScript}</script>`)
    .replace('</head>', () => `${pageStyle}${firstVisit()}</head>`);
  return {
    page: await file('text/html', html),
    assets: new Map([
      [nameOf(css, 'css'), css],
      [nameOf(js, 'js'), js],
    ]),
    policy: contentSecurityPolicy(html),
  };
}

/** Throws where the page has another form than it had. */
function between(page: string, start: string, end: string): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end, from + start.length);
  if (from === -1 || to === -1) throw new Error('The page of GraphiQL has another form.');
  return page.slice(from + start.length, to);
}

async function file(type: string, text: string): Promise<GraphiqlFile> {
  const plain = Buffer.from(text);
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
  return { type, plain, gzipped: await promisify(gzip)(plain), etag };
}

function nameOf({ etag }: GraphiqlFile, extension: string): string {
  return `graphiql-${etag.slice(1, 23)}.${extension}`;
}

function urlOf(asset: GraphiqlFile, extension: string): string {
  return `/graphql/${nameOf(asset, extension)}`;
}

/**
 * Lets every tab answer to its first click. The page's fonts change the tabs' width after GraphiQL
 * has measured them; it then moves a tab aside as soon as it gets the focus, and the click is lost.
 * Tabs that do not fit wrap to a second line; they would be out of sight otherwise.
 *
 * The page itself never scrolls. GraphiQL lets its editors overflow, for their pop-ups, and their
 * margins are as high as their text. They are positioned, so `overflow: hidden` of the container does
 * not reach them unless the container is positioned too. The key has a row of its own below it, where
 * it covers no pane.
 *
 * On a narrow page the tabs scroll in one line, as they would fill the page in many, and the result is
 * below the editors.
 */
const pageStyle = `<style>
  body { margin: 0; height: 100vh; display: flex; flex-direction: column; }
  #root { flex: 1; min-height: 0; }
  #root .graphiql-container { position: relative; height: 100%; }
  .graphiql-tab { transform: none !important; }
  .graphiql-container .graphiql-session-header { height: auto; align-items: flex-start; }
  .graphiql-container .graphiql-tabs { flex-wrap: wrap; row-gap: 4px; overflow: visible; }
  .graphiql-container .graphiql-logo { white-space: nowrap; }
  #codex-serve-key { display: flex; gap: 12px; align-items: center; padding: 6px 16px; color: #3b4b68;
    background: #fff; border-top: 1px solid #c9d1e0; font: 13px/1.5 system-ui, sans-serif; }
  #codex-serve-key.refused { background: #fdeef6; border-color: #d60590; }
  #codex-serve-key label { display: flex; gap: 6px; align-items: center; }
  #codex-serve-key input[type=password] { width: 260px; padding: 4px 6px; }
  @media (max-width: 760px) {
    .graphiql-container .graphiql-tabs { flex-wrap: nowrap; overflow: auto hidden; }
    .graphiql-container .graphiql-tab { flex: none; }
    .graphiql-container .graphiql-logo { display: none; }
    #graphiql-session { flex-direction: column; }
    #graphiql-session .graphiql-horizontal-drag-bar { display: none; }
    #codex-serve-key { flex-wrap: wrap; }
  }
</style>`;
