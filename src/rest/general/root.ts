import type { RequestHandler } from 'express';
import { wantsPage } from '../../http/answer/wants-page.ts';
import type { SurfaceRoute } from '../../http/surface.ts';

/**
 * `GET /` and `HEAD /`: what this is, for clients that probe the root first. A browser is sent to the
 * start page.
 *
 * @param startPage Its path. Default: a browser gets what programs get.
 */
export function createRootHandler(
  version: string,
  routes: readonly SurfaceRoute[],
  startPage?: string,
): RequestHandler {
  const links = Object.fromEntries(
    routes.flatMap(({ link, path }) => (link === undefined ? [] : [[link, path]])),
  );
  return (req, res) => {
    if (startPage !== undefined) {
      res.vary('accept');
      if (wantsPage(req)) {
        res.redirect(302, startPage);
        return;
      }
    }
    res.json({ name: 'codex-serve', version, links });
  };
}
