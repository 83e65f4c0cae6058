import type { Request, RequestHandler } from 'express';
import { CodexServeError } from '../../errors/errors.ts';
import type { GraphiqlPage } from './graphiql.ts';
import type { Yoga } from './yoga.ts';

/**
 * GraphiQL for a browser, GraphQL for the rest. Who may call has been checked before. What is
 * refused here goes to the error handler behind it as a `CodexServeError`.
 */
export function createHttpHandler(yoga: Yoga, graphiql: GraphiqlPage): RequestHandler {
  return async (request, response) => {
    if (graphiql.isFor(request)) await graphiql.serve(request, response);
    else if (isJsonOrNoBody(request))
      await yoga(request, response, { req: request, res: response });
    else {
      throw new CodexServeError(
        'unsupported_media_type',
        'The body must be JSON, sent as application/json.',
      );
    }
  };
}

/**
 * Any other type in which GraphQL is posted, a form's for instance, a browser sends on any page's
 * behalf without asking first (CORS calls such requests simple).
 */
function isJsonOrNoBody(request: Request): boolean {
  if (request.method !== 'POST') return true;
  return request.is(['application/json', 'application/graphql+json']) !== false;
}
