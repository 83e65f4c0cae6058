import type { z } from 'zod';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import type { ObjectSchema } from '../validation/field-table.ts';
import { toOptions, type Options } from '../validation/option-fields.ts';
import type { RequestFields } from './request-fields.ts';
import { toWebSearch } from './web-search-fields.ts';

type Params = z.output<ObjectSchema<RequestFields>>;

/** What a chat request says of sampling, probabilities, bookkeeping, caching and the web. */
export type AskedOptions = Options & Pick<CompletionRequest, 'topLogprobs' | 'webSearch'>;

/**
 * These options in the session core's terms. An option that the client did not set is absent, and so
 * is one that the engine does not pass on.
 */
export function toChatOptions(params: Params, has: Capabilities): AskedOptions {
  const { logprobs, top_logprobs: count, web_search_options: search } = params;
  return {
    ...toOptions(params, has),
    ...(logprobs && { topLogprobs: count ?? 0 }),
    ...(search && { webSearch: toWebSearch(search) }),
  };
}
