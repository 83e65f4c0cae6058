import type { RequestHandler, Router } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import { similarRoute } from '../similar-route.ts';
import type { SurfaceRoute } from '../surface.ts';
import { pathOf } from './path-of.ts';

/** Adds a route to read. Express answers HEAD by its GET handler; other methods get a 405. */
export function addGet(router: Router, path: string, handler: RequestHandler): void {
  router.route(path).get(handler).all(methodNotAllowed('GET, HEAD'));
}

/** Adds a route to post to. Other methods get a 405. */
export function addPost(router: Router, path: string, ...handlers: RequestHandler[]): void {
  router
    .route(path)
    .post(...handlers)
    .all(methodNotAllowed('POST'));
}

/** Answers 405 and names the methods that the route has in `Allow`. */
export function methodNotAllowed(allow: string): RequestHandler {
  return (req, res) => {
    res.set('Allow', allow);
    throw new CodexServeError(
      'method_not_allowed',
      `Not allowed to ${req.method} on ${pathOf(req)}. Allowed: ${allow}.`,
    );
  };
}

/** Answers 404, and names the one of the routes that was probably meant. */
export function routeNotFound(routes: readonly SurfaceRoute[]): RequestHandler {
  return (req) => {
    const path = pathOf(req);
    const similar = similarRoute(routes, path);
    const hint = similar === undefined ? '' : `. Did you mean ${similar}?`;
    throw new CodexServeError('route_not_found', `Invalid URL (${req.method} ${path})${hint}`);
  };
}
