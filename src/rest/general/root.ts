import type { RequestHandler } from 'express';
import type { SurfaceRoute } from '../../http/surface.ts';

/** `GET /` and `HEAD /`: what this is, for people and for clients that probe the root first. */
export function createRootHandler(
  version: string,
  routes: readonly SurfaceRoute[],
): RequestHandler {
  const links = Object.fromEntries(
    routes.flatMap(({ link, path }) => (link === undefined ? [] : [[link, path]])),
  );
  return (_req, res) => {
    res.json({ name: 'codex-serve', version, links });
  };
}
