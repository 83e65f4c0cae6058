import type { RequestHandler } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import { pathOf } from './http-errors.ts';

/** Answers 404 in OpenAI's words. */
export const routeNotFound: RequestHandler = (req) => {
  throw new CodexServeError('route_not_found', `Invalid URL (${req.method} ${pathOf(req)})`);
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
