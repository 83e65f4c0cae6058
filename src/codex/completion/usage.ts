import type { Usage } from './events.ts';

/** What an answer costs that the service was not asked for. */
export const nothingUsed: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  outputTokens: 0,
  reasoningOutputTokens: 0,
  totalTokens: 0,
};

/** What two answers used together. */
export function addUsage(one: Usage, other: Usage): Usage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    cacheWriteInputTokens: one.cacheWriteInputTokens + other.cacheWriteInputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    reasoningOutputTokens: one.reasoningOutputTokens + other.reasoningOutputTokens,
    totalTokens: one.totalTokens + other.totalTokens,
    ...((one.isEstimated ?? other.isEstimated) && { isEstimated: true }),
  };
}
