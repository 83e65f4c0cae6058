import express from 'express';
import type { RequestHandler, Router } from 'express';
import { identifyAnyone } from '../../http/access/identify-anyone.ts';
import { createChatHandler } from './chat/handler.ts';
import type { ChatOptions } from './chat/handler.ts';
import { noRemoteImages } from './chat/remote-images.ts';
import { createLegacyCompletionsHandler } from './completions/handler.ts';
import { createHealthHandler } from '../general/health.ts';
import { createCallerOf } from '../../http/access/caller-of.ts';
import { jsonBody } from '../../http/body/json-body.ts';
import {
  methodNotAllowed,
  refuseDoubledRoutes,
  routeNotFound,
} from '../../http/answer/unmatched.ts';
import { createModelHandler, createModelListHandler } from './models.ts';
import { createShowHandler, createTagsHandler, ollamaVersionHandler } from '../ollama/shims.ts';
import { createStoredRouter } from './stored/router.ts';
import type { RestDeps } from './rest-deps.ts';
import { createRootHandler } from '../general/root.ts';

const defaultKeepaliveMs = 15_000;
const defaultHeaderHoldMs = 45_000;
const defaultMaxBodyBytes = 64 * 1024 * 1024;

/**
 * The REST surface. Answers every path: those it does not have with 404, known ones asked with
 * another method with 405. Its errors, and those of handlers before it, go to `restErrorHandler`,
 * which the application mounts behind it.
 */
export function createRestRouter(deps: RestDeps): Router {
  const router = express.Router();
  const json = jsonBody({
    maxBytes: deps.maxBodyBytes ?? defaultMaxBodyBytes,
    verbose: deps.verbose,
  });
  router.use(refuseDoubledRoutes);
  addOpenAiRoutes(router, '/v1', deps, json);
  // A base URL without /v1 makes SDKs call the bare paths.
  addOpenAiRoutes(router, '', deps, json);
  addOllamaRoutes(router, deps, json);
  const { core, exposeReasoningModels, identify = identifyAnyone } = deps;
  get(router, '/healthz', createHealthHandler(core, exposeReasoningModels, identify));
  get(router, '/', createRootHandler(deps.version));
  router.use(routeNotFound);
  return router;
}

function addOpenAiRoutes(
  router: Router,
  prefix: string,
  deps: RestDeps,
  json: RequestHandler[],
): void {
  const { core, exposeReasoningModels } = deps;
  const options = chatOptions(deps);
  if (deps.store) {
    const { store, verbose } = deps;
    const { callerOf, isStrict } = options;
    const stored = createStoredRouter({ store, callerOf, isStrict, verbose });
    router.use(prefix === '' ? '/' : prefix, stored);
  }
  router
    .route(`${prefix}/chat/completions`)
    .post(...json, createChatHandler(options))
    .all(methodNotAllowed(deps.store ? 'GET, HEAD, POST' : 'POST'));
  post(router, `${prefix}/completions`, ...json, createLegacyCompletionsHandler(options));
  get(router, `${prefix}/models`, createModelListHandler(core, exposeReasoningModels));
  router
    .route(`${prefix}/models/:model`)
    .get(createModelHandler(core))
    .all(methodNotAllowed('GET, HEAD'));
}

function chatOptions(deps: RestDeps): ChatOptions {
  return {
    core: deps.core,
    callerOf: createCallerOf(deps.identify ?? identifyAnyone),
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

function addOllamaRoutes(
  router: Router,
  { core, exposeReasoningModels }: RestDeps,
  json: RequestHandler[],
): void {
  get(router, '/api/version', ollamaVersionHandler);
  get(router, '/api/tags', createTagsHandler(core, exposeReasoningModels));
  post(router, '/api/show', ...json, createShowHandler(core));
}

/** A route to read; Express answers HEAD by its GET handler. */
function get(router: Router, path: string, handler: RequestHandler): void {
  router.route(path).get(handler).all(methodNotAllowed('GET, HEAD'));
}

function post(router: Router, path: string, ...handlers: RequestHandler[]): void {
  router
    .route(path)
    .post(...handlers)
    .all(methodNotAllowed('POST'));
}
