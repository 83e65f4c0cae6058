import type { RequestHandler } from 'express';
import { isObject } from '../../../codex/completion/is-object.ts';
import { resolveItems } from '../../../conversations/items/resolve-items.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { foundFor } from '../../../http/access/guest-notice.ts';
import { setIgnoredHeader } from '../../../http/answer/field-headers.ts';
import { parseResponseRequest } from './request/parse-request.ts';
import { withConversation } from './request/with-conversation.ts';
import type { ResponsesOptions } from './responses-options.ts';

/** Stands for a model that the client does not name: all are counted alike. */
const anyModel = 'any';

/**
 * `POST /v1/responses/input_tokens`: estimates the tokens of what the model would be shown. It asks
 * nobody, and takes no place in the queue.
 */
export function createInputTokensHandler({
  core,
  turns,
  conversations,
  compactions,
  isStrict,
}: ResponsesOptions): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(req);
    const capabilities = core.capabilities();
    const context = { caller, capabilities, isStrict };
    const request = parseResponseRequest(withModel(req.body ?? {}), context);
    if (request.completion.model !== anyModel) await core.resolveModel(request.completion.model);
    const history = await foundFor(caller, turns.history(caller, request.from));
    const { isStored } = request;
    const source = { store: conversations, reader: caller, history, isStored };
    const { items } = await foundFor(caller, resolveItems(request.input, source));
    const shown = compactions.expand(history, items, caller.id);
    const whole = withConversation(request, shown.history, shown.input, capabilities);
    setIgnoredHeader(res, request.ignored);
    res.json({ object: 'response.input_tokens', input_tokens: core.countInputTokens(whole) });
  };
}

function withModel(body: unknown): unknown {
  return isObject(body) && (body['model'] ?? null) === null ? { ...body, model: anyModel } : body;
}
