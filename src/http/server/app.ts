import express, { type Express, type RequestHandler } from 'express';
import type { CountRefusal } from '../../codex/completion/refusal.ts';
import type { Access } from '../access/access.ts';
import { refusedRequest } from '../access/refused-request.ts';
import { guard } from '../access/guards.ts';
import { sendErrors } from '../answer/error-answer.ts';
import { routeNotFound } from '../answer/routes.ts';
import { ownerIn, type SurfaceList } from '../surface-list.ts';
import type { MountedSurface } from '../surface.ts';
import { adoptMessages, type MessageClasses } from './messages.ts';

/**
 * The path of every request: log, guards, then the surface that owns its path. What a surface does
 * not answer is a 404, and every failure has the format of the surface that owns the path.
 *
 * @param messageClasses Of the server that it answers on.
 */
export function createApp(
  access: Access,
  requestLog: RequestHandler,
  surfaces: SurfaceList<MountedSurface>,
  messageClasses: MessageClasses,
  countRefusal: CountRefusal = () => {},
): Express {
  const ownerOf = ownerIn(surfaces);
  const app = express();
  adoptMessages(app, messageClasses);
  app.disable('x-powered-by');
  app.set('query parser', 'extended');
  app.use(requestLog);
  app.use(guard(access, ownerOf));
  app.use((...exchange) => ownerOf(exchange[0].path).handler(...exchange));
  app.use(routeNotFound(surfaces.flatMap(({ routes }) => routes)));
  app.use(sendErrors(ownerOf, (req, error) => countRefusal(refusedRequest(req, error, ownerOf))));
  return app;
}
