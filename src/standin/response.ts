import { newId, outputItem } from './items.ts';
import type { JsonObject } from './wire/json.ts';
import { isClientCall, textOf, type OutputItem, type PlannedItem } from './plan.ts';
import type { ResponsesRequest } from './request.ts';
import { countTokens } from './tokens.ts';
import { usageObject } from './usage.ts';
import type { CountedInput } from './usage.ts';

/** How a response ends. */
export type Ending =
  | { readonly status: 'completed' }
  | { readonly status: 'incomplete'; readonly reason: string }
  | { readonly status: 'failed'; readonly code: string; readonly message: string };

/** An answer with its ids and its usage. */
export interface PlannedResponse {
  readonly id: string;
  readonly items: readonly OutputItem[];
  /** The response object at the start, `in_progress`. */
  readonly started: JsonObject;
  /** The response object at the end. */
  ended(ending: Ending): JsonObject;
}

/** Turns planned items into a response to this request. */
export function planResponse(
  request: ResponsesRequest,
  counted: CountedInput,
  plan: readonly PlannedItem[],
  end: Ending = { status: 'completed' },
): PlannedResponse {
  const lastStatus = end.status === 'incomplete' ? 'incomplete' : 'completed';
  const items = plan.map((item, index) =>
    outputItem(item, index === plan.length - 1 ? lastStatus : 'completed'),
  );
  const id = newId('resp');
  const started = startedObject(id, request);
  return {
    id,
    items,
    started,
    ended: (ending) => ({
      ...started,
      status: ending.status,
      ...(ending.status === 'incomplete' && { incomplete_details: { reason: ending.reason } }),
      ...(ending.status === 'failed'
        ? { error: { code: ending.code, message: ending.message } }
        : {
            output: items.map((item) => item.done),
            usage: usageObject({ ...counted, ...outputUsage(plan) }),
          }),
    }),
  };
}

function outputUsage(plan: readonly PlannedItem[]): {
  outputTokens: number;
  reasoningTokens: number;
} {
  let reasoningTokens = 0;
  let answerTokens = 0;
  for (const item of plan) {
    if (item.kind === 'reasoning') reasoningTokens += item.tokens;
    else if (item.kind === 'message') answerTokens += countTokens(textOf(item));
    else if (isClientCall(item)) answerTokens += countTokens(item.input);
  }
  return { outputTokens: answerTokens + reasoningTokens, reasoningTokens };
}

function startedObject(id: string, request: ResponsesRequest): JsonObject {
  const { body } = request;
  return {
    id,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'in_progress',
    background: false,
    error: null,
    incomplete_details: null,
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    max_tool_calls: body['max_tool_calls'] ?? null,
    model: request.model,
    output: [],
    parallel_tool_calls: body['parallel_tool_calls'] ?? true,
    previous_response_id: body['previous_response_id'] ?? null,
    prompt_cache_key: request.cacheKey ?? null,
    reasoning: body['reasoning'] ?? null,
    service_tier: request.serviceTier,
    store: body['store'] ?? false,
    temperature: body['temperature'] ?? 1,
    top_logprobs: body['top_logprobs'] ?? 0,
    text: body['text'] ?? { format: { type: 'text' } },
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: request.tools,
    top_p: body['top_p'] ?? 1,
    truncation: body['truncation'] ?? 'disabled',
    usage: null,
    user: body['user'] ?? null,
    safety_identifier: body['safety_identifier'] ?? null,
    metadata: body['metadata'] ?? {},
  };
}
