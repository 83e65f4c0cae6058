import { minNativeTokenLimit } from '../../../completion/bounds.ts';
import type { CompletionRequest } from '../../../completion/request.ts';
import type { JsonObject } from '../../../completion/tools.ts';

/** Sampling, limits, probabilities, labels and caching, as far as the client set them. */
export function optionMembers(asked: CompletionRequest): JsonObject {
  const { sampling = {}, labels = {}, caching = {}, topLogprobs, maxOutputTokens } = asked;
  const members: JsonObject = {
    temperature: sampling.temperature,
    top_p: sampling.topP,
    // Zero lists the chosen tokens alone, which is also what an absent member means.
    top_logprobs: topLogprobs === 0 ? undefined : topLogprobs,
    max_output_tokens: isTooLow(maxOutputTokens) ? undefined : maxOutputTokens,
    user: labels.user,
    safety_identifier: labels.safetyIdentifier,
    metadata: labels.metadata && { ...labels.metadata },
    prompt_cache_retention: caching.retention,
    prompt_cache_options: caching.options,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The service refuses such a limit, so the gateway counts. */
function isTooLow(limit: number | undefined): boolean {
  return limit !== undefined && limit < minNativeTokenLimit;
}
