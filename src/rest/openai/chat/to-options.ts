import type { z } from 'zod';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import type { ObjectSchema } from '../validation/field-table.ts';
import type { RequestFields } from './request-fields.ts';
import { toWebSearch } from './web-search-fields.ts';

type Params = z.output<ObjectSchema<RequestFields>>;

/** What a request says of sampling, probabilities, bookkeeping, caching and the web. */
export type Options = Pick<
  CompletionRequest,
  'sampling' | 'topLogprobs' | 'labels' | 'caching' | 'webSearch'
>;

/**
 * These options in the session core's terms. An option that the client did not set is absent, and so
 * is one that the engine does not pass on.
 */
export function toOptions(params: Params, has: Capabilities): Options {
  const { logprobs, top_logprobs: count, web_search_options: search } = params;
  const sampling = has.hasSampling ? toSampling(params) : {};
  const labels = has.hasLabels ? toLabels(params) : {};
  const caching = toCaching(params, has);
  return {
    ...(hasAny(sampling) && { sampling }),
    ...(logprobs && { topLogprobs: count ?? 0 }),
    ...(search && { webSearch: toWebSearch(search) }),
    ...(hasAny(labels) && { labels }),
    ...(hasAny(caching) && { caching }),
  };
}

function hasAny(group: object): boolean {
  return Object.keys(group).length > 0;
}

function toSampling({ temperature, top_p: topP }: Params): NonNullable<Options['sampling']> {
  return {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof topP === 'number' && { topP }),
  };
}

function toLabels(params: Params): NonNullable<Options['labels']> {
  const { user, safety_identifier: safetyIdentifier, metadata } = params;
  return {
    ...(typeof user === 'string' && { user }),
    ...(typeof safetyIdentifier === 'string' && { safetyIdentifier }),
    ...(metadata && { metadata }),
  };
}

function toCaching(
  params: Params,
  { hasCacheKey, hasLabels }: Capabilities,
): NonNullable<Options['caching']> {
  const { prompt_cache_key: key, prompt_cache_retention: retention } = params;
  const keyed = hasCacheKey && typeof key === 'string' && { key };
  if (!hasLabels) return { ...keyed };
  return {
    ...keyed,
    // SDKs also write `in-memory`, which the Responses API does not know.
    ...(retention && { retention: retention === 'in-memory' ? 'in_memory' : retention }),
    ...(params.prompt_cache_options && { options: params.prompt_cache_options }),
  };
}
