import express from 'express';
import type { Router } from 'express';
import { jsonBody } from '../../../http/body/json-body.ts';
import { methodNotAllowed } from '../../../http/answer/routes.ts';
import { createStoredHandlers } from './handlers.ts';
import type { StoredCompletions } from './stored-completions.ts';

/** What the endpoints of stored completions are built from. */
export interface StoredRouterOptions {
  readonly store: StoredCompletions;
  /** Whether a parameter without effect is refused, rather than named in a header. */
  readonly isStrict: boolean;
  /** Logs each parsed body at `info`. */
  readonly verbose: boolean;
}

/** Metadata at its largest, each character escaped, is a fifth of this. */
const maxBodyBytes = 256 * 1024;

/**
 * The five endpoints of stored chat completions, below `/v1` or wherever it is mounted. It goes in
 * front of `POST /chat/completions`, whose path it shares, and lets that through.
 */
export function createStoredRouter({ store, isStrict, verbose }: StoredRouterOptions): Router {
  const handlers = createStoredHandlers(store, isStrict);
  const json = jsonBody({ maxBytes: maxBodyBytes, verbose });
  const router = express.Router();
  router.get('/chat/completions', handlers.list);
  router
    .route('/chat/completions/:id')
    .get(handlers.retrieve)
    .post(...json, handlers.update)
    .delete(handlers.remove)
    .all(methodNotAllowed('GET, HEAD, POST, DELETE'));
  router
    .route('/chat/completions/:id/messages')
    .get(handlers.listMessages)
    .all(methodNotAllowed('GET, HEAD'));
  return router;
}
