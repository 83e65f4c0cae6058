import express from 'express';
import type { RequestHandler, Router } from 'express';
import { methodNotAllowed } from '../../../http/answer/routes.ts';
import { createResponseHandler } from './create-handler.ts';
import type { ResponsesOptions } from './responses-options.ts';

/** The routes below `/responses`. */
export function createResponsesRouter(options: ResponsesOptions, json: RequestHandler[]): Router {
  const router = express.Router();
  router
    .route('/responses')
    .post(...json, createResponseHandler(options))
    .all(methodNotAllowed('POST'));
  return router;
}
