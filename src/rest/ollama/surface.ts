import express from 'express';
import type { SessionCore } from '../../codex/session-core.ts';
import { errorRow } from '../../errors/error-table.ts';
import { commonKeyHeaders } from '../../http/access/credentials.ts';
import { retryHeaders } from '../../http/answer/error-answer.ts';
import { addGet, addPost } from '../../http/answer/routes.ts';
import { jsonBody } from '../../http/body/json-body.ts';
import type { HttpSurface } from '../../http/surface.ts';
import { createShowHandler, createTagsHandler, ollamaVersionHandler } from './models.ts';

/** What Ollama's API is built from. */
export interface OllamaDeps {
  readonly core: SessionCore;
  /** Lists `<model>-<effort>` after each model. */
  readonly exposeReasoningModels: boolean;
  /** Logs every request body at `info`. */
  readonly verbose: boolean;
}

/** The part of Ollama's API that its clients need to find the models. */
export const ollamaSurface: HttpSurface<OllamaDeps> = {
  paths: ['/api'],
  routes: ['/api/tags', '/api/show', '/api/version'].map((path) => ({ path, surface: 'OLLAMA' })),
  keyHeaders: commonKeyHeaders,
  // Its clients show an object as "[object Object]".
  errorFormat: (error) => ({
    status: errorRow(error.code).status,
    headers: retryHeaders(error),
    body: { error: error.message },
  }),
  open({ core, exposeReasoningModels, verbose }) {
    const router = express.Router();
    addGet(router, '/api/version', ollamaVersionHandler);
    addGet(router, '/api/tags', createTagsHandler(core, exposeReasoningModels));
    addPost(router, '/api/show', ...jsonBody({ verbose }), createShowHandler(core));
    return { handler: router };
  },
};
