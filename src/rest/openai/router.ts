import express from 'express';
import type { RequestHandler, Router } from 'express';
import { addGet, addPost, methodNotAllowed } from '../../http/answer/routes.ts';
import { jsonBody } from '../../http/body/json-body.ts';
import { createChatHandler } from './chat/handler.ts';
import type { ChatOptions } from './chat/handler.ts';
import { noRemoteImages } from './chat/remote-images.ts';
import { createLegacyCompletionsHandler } from './completions/handler.ts';
import { createConversationsRouter } from './conversations/router.ts';
import type { OpenAiDeps } from './deps.ts';
import type { ResponsesOptions } from './responses/responses-options.ts';
import { createResponsesRouter } from './responses/router.ts';
import { createModelHandler, createModelListHandler } from './models.ts';
import { createStoredRouter } from './stored/router.ts';

const defaultKeepaliveMs = 15_000;
const defaultHeaderHoldMs = 45_000;

/** OpenAI's routes, below `/v1` and, for base URLs without it, bare. */
export function createOpenAiRouter(deps: OpenAiDeps): Router {
  const router = express.Router();
  const json = jsonBody({ maxBytes: deps.maxBodyBytes, verbose: deps.verbose });
  router.use(passDoubledRoutes);
  addRoutes(router, '/v1', deps, json);
  addRoutes(router, '', deps, json);
  return router;
}

function addRoutes(router: Router, prefix: string, deps: OpenAiDeps, json: RequestHandler[]): void {
  const { core, exposeReasoningModels } = deps;
  const options = chatOptions(deps);
  if (deps.store) {
    const { store, verbose } = deps;
    const { isStrict } = options;
    const stored = createStoredRouter({ store, isStrict, verbose });
    router.use(prefix === '' ? '/' : prefix, stored);
  }
  router.use(prefix === '' ? '/' : prefix, createResponsesRouter(responsesOptions(deps), json));
  router
    .route(`${prefix}/chat/completions`)
    .post(...json, createChatHandler(options))
    .all(methodNotAllowed(deps.store ? 'GET, HEAD, POST' : 'POST'));
  addPost(router, `${prefix}/completions`, ...json, createLegacyCompletionsHandler(options));
  const conversations = { core, store: deps.conversations, isStrict: options.isStrict };
  router.use(prefix === '' ? '/' : prefix, createConversationsRouter(conversations, json));
  addGet(router, `${prefix}/models`, createModelListHandler(core, exposeReasoningModels));
  router
    .route(`${prefix}/models/:model`)
    .get(createModelHandler(core))
    .all(methodNotAllowed('GET, HEAD'));
}

/** What responses are made with, over HTTP and WebSocket. */
export function responsesOptions(deps: OpenAiDeps): ResponsesOptions {
  return { ...deps, ...chatOptions(deps) };
}

function chatOptions(deps: OpenAiDeps): ChatOptions {
  return {
    core: deps.core,
    timing: {
      keepaliveMs: deps.keepaliveMs ?? defaultKeepaliveMs,
      headerHoldMs: deps.headerHoldMs ?? defaultHeaderHoldMs,
    },
    store: deps.store,
    images: deps.images ?? noRemoteImages,
    isStrict: deps.isStrict ?? false,
    reasoningFormat: deps.reasoningFormat ?? 'reasoning_content',
  };
}

/**
 * Passes on a path that holds a chat route twice, for a 404 that names the right one. Without this the
 * second one would be taken for the id of a stored completion.
 */
const passDoubledRoutes: RequestHandler = (req, _res, next) => {
  const isDoubled = /\/chat\/completions\/(?:v\d+|models?|completions?|chat)\/*$/i;
  if (isDoubled.test(req.path)) next('router');
  else next();
};
