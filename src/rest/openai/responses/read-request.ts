import type { Caller } from '../../../codex/completion/caller.ts';
import { isObject } from '../../../codex/completion/is-object.ts';
import { ConversationError } from '../../../errors/errors.ts';
import { assertEffort, isKnownEffort } from '../validation/effort.ts';
import { lacksTier } from '../validation/offered-tier.ts';
import { parseResponseRequest } from './request/parse-request.ts';
import type { ResponseRequest } from './request/response-request.ts';
import type { ResponsesOptions } from './responses-options.ts';

/** Where a request came from. */
export interface RequestOrigin {
  readonly caller: Caller;
  /** Whether it came in a frame of a WebSocket. Default: false. */
  readonly isWebSocket?: boolean;
}

/**
 * The request in a parsed JSON body, as this gateway can answer it: without a tier that the model does
 * not offer, and not to be kept where nothing is. Rejects with `InvalidRequestError`,
 * `ModelNotFoundError` or `ConversationError`.
 */
export async function readResponseRequest(
  body: unknown,
  origin: RequestOrigin,
  options: Pick<ResponsesOptions, 'core' | 'conversations' | 'isStrict'>,
): Promise<ResponseRequest> {
  const { core, conversations, isStrict } = options;
  const context = { ...origin, isStrict, capabilities: core.capabilities() };
  const request = parseResponseRequest(body, context);
  if (isStrict || !isKnownEffort(request.completion.effort)) {
    await assertEffort(core, request.completion, 'reasoning.effort');
  }
  const isOff = conversations.mode === 'off';
  if (isOff && request.isBackground) throw backgroundOff();
  const kept = isOff ? notKept(request, body) : request;
  return (await lacksTier(core, kept.completion, isStrict)) ? withoutTier(kept) : kept;
}

/** A client that says nothing of `store` need not learn that its default has no effect here. */
function notKept(request: ResponseRequest, body: unknown): ResponseRequest {
  const isAsked = isObject(body) && body['store'] === true;
  const ignored = isAsked ? [...request.ignored, 'store'] : request.ignored;
  return { ...request, isStored: false, ignored };
}

function withoutTier(request: ResponseRequest): ResponseRequest {
  const { serviceTier: _, ...completion } = request.completion;
  const settings = { ...request.settings, service_tier: 'default' };
  return { ...request, completion, settings, ignored: [...request.ignored, 'service_tier'] };
}

function backgroundOff(): ConversationError {
  return new ConversationError(
    'store_off',
    "'background' needs a kept response, and this gateway keeps none: it runs with --store off.",
    { param: 'background' },
  );
}
