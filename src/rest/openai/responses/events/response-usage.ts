import type { Usage } from '../../../../codex/completion/events.ts';

/** `usage` of a response. */
export interface ResponseUsage {
  readonly input_tokens: number;
  readonly input_tokens_details: {
    readonly cached_tokens: number;
    readonly cache_write_tokens: number;
  };
  readonly output_tokens: number;
  readonly output_tokens_details: { readonly reasoning_tokens: number };
  readonly total_tokens: number;
  /** Whether the counts are an estimate: the service gave none. Absent: they are the service's. */
  readonly codex_serve_estimated?: true;
}

/** The counts in the words of the Responses API. */
export function toResponseUsage(usage: Usage): ResponseUsage {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: {
      cached_tokens: usage.cachedInputTokens,
      cache_write_tokens: usage.cacheWriteInputTokens,
    },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningOutputTokens },
    total_tokens: usage.totalTokens,
    ...(usage.isEstimated === true && { codex_serve_estimated: true }),
  };
}
