import type { RequestHandler } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import { pathOf } from './http-errors.ts';
import { isDoubledRoute, similarRoute } from './similar-route.ts';

/** Answers 404 in OpenAI's words, and names the route that was probably meant. */
export const routeNotFound: RequestHandler = (req) => {
  const path = pathOf(req);
  const similar = similarRoute(path);
  const hint = similar === undefined ? '' : `. Did you mean ${similar}?`;
  throw new CodexServeError('route_not_found', `Invalid URL (${req.method} ${path})${hint}`);
};

/** The same for a path that another route would take for the id of a stored completion. */
export const refuseDoubledRoutes: RequestHandler = (req, res, next) => {
  if (isDoubledRoute(pathOf(req))) routeNotFound(req, res, next);
  else next();
};

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
