import express from 'express';
import type { RequestHandler, Router } from 'express';
import { methodNotAllowed } from '../../../http/answer/routes.ts';
import { requireStore } from '../responses/require-store.ts';
import type { ConversationDeps } from './deps.ts';
import { createConversationHandlers } from './handlers.ts';
import { createItemHandlers } from './item-handlers.ts';

/**
 * The endpoints of conversations, below `/v1` or wherever it is mounted.
 *
 * @param json Reads the body.
 */
export function createConversationsRouter(
  deps: ConversationDeps,
  json: readonly RequestHandler[],
): Router {
  const conversations = createConversationHandlers(deps);
  const items = createItemHandlers(deps);
  const router = express.Router();
  router.use('/conversations', requireStore(deps.store));
  router
    .route('/conversations')
    .post(...json, conversations.create)
    .all(methodNotAllowed('POST'));
  router
    .route('/conversations/:id')
    .get(conversations.retrieve)
    .post(...json, conversations.update)
    .delete(conversations.remove)
    .all(methodNotAllowed('GET, HEAD, POST, DELETE'));
  router
    .route('/conversations/:id/items')
    .get(items.list)
    .post(...json, items.create)
    .all(methodNotAllowed('GET, HEAD, POST'));
  router
    .route('/conversations/:id/items/:item')
    .get(items.retrieve)
    .delete(items.remove)
    .all(methodNotAllowed('GET, HEAD, DELETE'));
  return router;
}
