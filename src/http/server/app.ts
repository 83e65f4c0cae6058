import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { errorRow } from '../../errors/error-table.ts';
import { CodexServeError } from '../../errors/errors.ts';
import type { Access } from '../access/access.ts';
import { guard } from '../access/guards.ts';
import { adoptMessages, type MessageClasses } from './messages.ts';
import { noteStart, requestLog } from './request-log.ts';

/** The two surfaces, as the application mounts them. */
export interface Surfaces {
  readonly graphql: RequestHandler;
  readonly rest: RequestHandler;
  readonly restErrors: ErrorRequestHandler;
}

/**
 * The way of every request in: log, guards, then the surface that its path names.
 *
 * @param messageClasses Of the server that it answers on.
 */
export function createApp(
  access: Access,
  logger: Logger,
  surfaces: Surfaces,
  messageClasses: MessageClasses,
): Express {
  const app = express();
  adoptMessages(app, messageClasses);
  app.disable('x-powered-by');
  app.set('query parser', 'extended');
  app.use(noteStart, requestLog(logger));
  app.use(guard(access));
  app.use('/graphql', surfaces.graphql, graphqlErrors);
  app.use(surfaces.rest);
  app.use('/graphql', graphqlErrors);
  app.use(surfaces.restErrors);
  return app;
}

/** A guard's refusal on `/graphql`, in the shape of a GraphQL answer. */
const graphqlErrors: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (!(error instanceof CodexServeError) || res.headersSent) {
    next(error);
    return;
  }
  const extensions = { code: error.code.toUpperCase() };
  res
    .status(errorRow(error.code).status)
    .json({ errors: [{ message: error.message, extensions }] });
};
