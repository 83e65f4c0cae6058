import express from 'express';
import type { RequestHandler, Router } from 'express';
import { addPost, methodNotAllowed } from '../../../http/answer/routes.ts';
import { createCompactHandler } from './compact-handler.ts';
import { createResponseHandler } from './create-handler.ts';
import { createInputTokensHandler } from './input-tokens.ts';
import { requireStore } from './require-store.ts';
import type { ResponsesOptions } from './responses-options.ts';
import { createStoredResponseHandlers } from './stored-handlers.ts';

/** The routes below `/responses`. */
export function createResponsesRouter(options: ResponsesOptions, json: RequestHandler[]): Router {
  const router = express.Router();
  router
    .route('/responses')
    .post(...json, createResponseHandler(options))
    .all(methodNotAllowed('POST'));
  addPost(router, '/responses/compact', ...json, createCompactHandler(options));
  addPost(router, '/responses/input_tokens', ...json, createInputTokensHandler(options));
  addStoredRoutes(router, options);
  return router;
}

/** The routes of responses that are kept. They come last: their ids take every name. */
function addStoredRoutes(router: Router, options: ResponsesOptions): void {
  const { retrieve, remove, cancel, listInputItems } = createStoredResponseHandlers(options);
  const kept = requireStore(options.conversations);
  router
    .route('/responses/:id')
    .get(kept, retrieve)
    .delete(kept, remove)
    .all(methodNotAllowed('GET, HEAD, DELETE'));
  router.route('/responses/:id/cancel').post(kept, cancel).all(methodNotAllowed('POST'));
  router
    .route('/responses/:id/input_items')
    .get(kept, listInputItems)
    .all(methodNotAllowed('GET, HEAD'));
}
