import type { Request, RequestHandler, Response } from 'express';
import { CodexServeError } from '../errors/errors.ts';
import { methodNotAllowed } from '../http/answer/routes.ts';
import { isRead, wantsPage } from '../http/answer/wants-page.ts';
import type { HttpSurface, SurfaceDoor } from '../http/surface.ts';
import { indexFile, type BuiltFiles } from './built-files.ts';
import { pageHeaders } from './page-headers.ts';
import { sendFile } from './send-file.ts';

const path = '/ui';

/** Where the page is. Its own routes and its files are below. */
export const dashboardPath = `${path}/`;

/** What a client reads where there is no page. */
export const notBuilt =
  'The dashboard is not built. Run `npm run build`, then restart the gateway.';

/**
 * The dashboard: a page that shows over `/graphql` what the gateway does. The page and its files hold no
 * data, so they need no key.
 *
 * @param files Undefined where the page is not built; a notice is answered then.
 * @param like The surface whose keys it takes, and in whose format it refuses.
 */
export function createDashboardSurface(
  files: BuiltFiles | undefined,
  { keyHeaders, errorFormat }: Pick<SurfaceDoor, 'keyHeaders' | 'errorFormat'>,
): HttpSurface<unknown> {
  const serve = files === undefined ? sendNotice : serveFrom(files);
  const refuse = methodNotAllowed('GET, HEAD');
  return {
    paths: [path],
    routes: [{ path, alike: /(?:^|\/)(?:ui|dashboard)$/ }],
    keyHeaders,
    errorFormat,
    admission: (req) => (isRead(req) ? 'host' : 'key'),
    open: () => ({
      handler: (req, res, next) => {
        res.set(pageHeaders);
        if (!isRead(req)) refuse(req, res, next);
        else if (req.path.toLowerCase() === path) addSlash(req, res);
        else serve(req, res, next);
      },
    }),
  };
}

/**
 * Files are found by their exact paths. Any other path is one of the page's own routes, for which a
 * browser gets the page; but not below `assets/`, where the file of another build would be meant.
 */
function serveFrom(files: BuiltFiles): RequestHandler {
  const page = files.get(indexFile);
  return (req, res, next) => {
    const name = req.path.slice(dashboardPath.length);
    const file = name === '' ? page : files.get(name);
    const isAsset = name.startsWith('assets/');
    if (file === undefined && !isAsset) res.vary('accept');
    const found = file ?? (!isAsset && wantsPage(req) ? page : undefined);
    if (found === undefined) next();
    else sendFile(req, res, found);
  };
}

/** Keeps the query, in which the page has its state. */
function addSlash({ originalUrl }: Request, res: Response): void {
  const [, query] = /(\?.*)$/.exec(originalUrl) ?? [];
  res.redirect(302, dashboardPath + (query ?? ''));
}

function sendNotice(req: Request, res: Response): void {
  res.vary('accept');
  if (!wantsPage(req)) throw new CodexServeError('route_not_found', notBuilt);
  res.status(404).type('text/plain').send(`${notBuilt}\n`);
}
