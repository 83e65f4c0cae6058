import type { Usage } from '../../../codex/completion/events.ts';

/** `usage` as OpenAI writes it. */
export interface UsageBody {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details: {
    readonly cached_tokens: number;
    readonly audio_tokens: number;
    readonly cache_write_tokens: number;
  };
  readonly completion_tokens_details: {
    readonly reasoning_tokens: number;
    readonly audio_tokens: number;
    readonly accepted_prediction_tokens: number;
    readonly rejected_prediction_tokens: number;
  };
  /** Whether the counts are an estimate: the service gave none. Absent: they are the service's. */
  readonly codex_serve_estimated?: true;
}

/** The counts of the service; there is no audio and no prediction, so those are 0. */
export function toUsageBody(usage: Usage): UsageBody {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.totalTokens,
    prompt_tokens_details: {
      cached_tokens: usage.cachedInputTokens,
      audio_tokens: 0,
      cache_write_tokens: usage.cacheWriteInputTokens,
    },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningOutputTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    ...(usage.isEstimated === true && { codex_serve_estimated: true }),
  };
}
