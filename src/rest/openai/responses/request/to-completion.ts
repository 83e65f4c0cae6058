import { textOf } from '../../../../codex/completion/json-members.ts';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type { AnswerFormat, CompletionRequest } from '../../../../codex/completion/request.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { toOptions } from '../../validation/option-fields.ts';
import { tierOf } from '../../validation/service-tier.ts';
import type { ResponseParams, ResponseRequestContext } from './parse-request.ts';

/**
 * What the core is asked, without the conversation and its tools.
 *
 * @param json The same members as the client sent them.
 */
export function toCompletionRequest(
  params: ResponseParams,
  json: JsonObject,
  { caller, capabilities }: ResponseRequestContext,
  ignored: readonly string[],
): CompletionRequest {
  const { reasoning, text, max_output_tokens: maxOutputTokens } = params;
  const serviceTier = tierOf(params.service_tier, capabilities);
  const isParallel = params.parallel_tool_calls;
  const format = toFormat(isObject(json['text']) ? json['text']['format'] : null);
  return {
    model: params.model,
    messages: [],
    ...(reasoning?.effort && { effort: reasoning.effort }),
    // The contract gives no summary that was not asked for.
    reasoningSummary: reasoning?.summary ?? reasoning?.generate_summary ?? 'none',
    ...(typeof isParallel === 'boolean' && { allowsParallelToolCalls: isParallel }),
    ...(format && { format }),
    ...(typeof maxOutputTokens === 'number' && { maxOutputTokens }),
    ...toOptions(params, capabilities),
    ...(asksForLogprobs(params, capabilities) && { topLogprobs: params.top_logprobs ?? 0 }),
    ...(text?.verbosity && { verbosity: text.verbosity }),
    ...(serviceTier !== null && { serviceTier }),
    ...(ignored.length > 0 && { ignored }),
    delivery: params.stream && !params.background ? 'streamed' : 'whole',
    surface: 'RESPONSES',
    idPrefix: 'resp_',
    caller,
  };
}

/** Whether the answer shows the probabilities of its tokens. */
function asksForLogprobs(
  { include, top_logprobs: count }: Pick<ResponseParams, 'include' | 'top_logprobs'>,
  { hasLogprobs }: Capabilities,
): boolean {
  const isIncluded = include?.includes('message.output_text.logprobs') ?? false;
  return hasLogprobs && (isIncluded || (count ?? 0) > 0);
}

/** The form of the answer, in the session core's terms. Null where the client names none. */
function toFormat(format: unknown): AnswerFormat | null {
  if (!isObject(format)) return null;
  const { type, name, description, schema, strict } = format;
  if (type === 'json_object') return { type };
  if (type !== 'json_schema') return { type: 'text' };
  return {
    type,
    name: textOf(name),
    ...(typeof description === 'string' && { description }),
    schema: isObject(schema) ? schema : {},
    isStrict: strict === true,
  };
}
