import type { z } from 'zod';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { ObjectSchema } from '../validation/field-table.ts';
import type { RequestFields } from './request-fields.ts';
import { toWebSearch } from './web-search-fields.ts';

type Params = z.output<ObjectSchema<RequestFields>>;

/** What a request says of sampling, probabilities, bookkeeping, caching and the web. */
export type Options = Pick<
  CompletionRequest,
  'sampling' | 'topLogprobs' | 'labels' | 'caching' | 'webSearch'
>;

/** These options in the session core's terms; an option that the client did not set is absent. */
export function toOptions(params: Params): Options {
  const { logprobs, top_logprobs: count, web_search_options: search } = params;
  const sampling = toSampling(params);
  const labels = toLabels(params);
  const caching = toCaching(params);
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

function toCaching(params: Params): NonNullable<Options['caching']> {
  const { prompt_cache_key: key, prompt_cache_retention: retention } = params;
  return {
    ...(typeof key === 'string' && { key }),
    // SDKs also write `in-memory`, which the Responses API does not know.
    ...(retention && { retention: retention === 'in-memory' ? 'in_memory' : retention }),
    ...(params.prompt_cache_options && { options: params.prompt_cache_options }),
  };
}
