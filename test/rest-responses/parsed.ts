import { noCapabilities, type Capabilities } from '../../src/codex/engine/capabilities.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { RawItem } from '../../src/conversations/raw-item.ts';
import { CodexServeError } from '../../src/errors/errors.ts';
import { parseResponseRequest } from '../../src/rest/openai/responses/request/parse-request.ts';
import type { ResponseRequestContext } from '../../src/rest/openai/responses/request/parse-request.ts';
import type { ResponseRequest } from '../../src/rest/openai/responses/request/response-request.ts';
import { withConversation } from '../../src/rest/openai/responses/request/with-conversation.ts';
import { localCaller } from '../support/callers.ts';

/** A request with these members, as an engine that emulates everything takes it. */
export function parsed(
  members: object,
  context: Partial<ResponseRequestContext> = {},
): ResponseRequest {
  return parseResponseRequest(
    { model: 'gpt-5.5', input: 'Hi', ...members },
    { isStrict: false, caller: localCaller, capabilities: noCapabilities, ...context },
  );
}

/** What the core is asked by a request with these members. */
export function asked(
  members: object,
  capabilities: Capabilities = noCapabilities,
  history: readonly RawItem[] = [],
): CompletionRequest {
  const request = parsed(members, { capabilities });
  return withConversation(request, history, request.input, capabilities);
}

/** The error of a request. */
export interface Refusal {
  readonly code: string;
  readonly param: string | null;
  readonly message: string;
}

/** How a request with these members is refused; null if it is not. */
export function refusalOf(ask: () => unknown): Refusal | null {
  try {
    ask();
    return null;
  } catch (error) {
    if (!(error instanceof CodexServeError)) throw error;
    return { code: error.code, param: error.param, message: error.message };
  }
}
