import type { Builder } from '../kit/builder.ts';
import type { Usage } from '../../codex/completion/events.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Usage: Usage;
  }
}

/** `Usage`. */
export function addUsage(builder: Builder): void {
  builder.objectType('Usage', {
    description:
      'Token counts: exact, as the service reported them, unless `isEstimated`. There are none for an answer that the gateway ended early, by `stop` or `maxOutputTokens`, and, on the app-server engine, for one that a content filter cut.',
    fields: (t) => ({
      inputTokens: t.exposeInt('inputTokens', {
        description: 'Tokens of the conversation, cached ones included.',
      }),
      cachedInputTokens: t.exposeInt('cachedInputTokens', {
        description: 'Those of `inputTokens` that came from the prompt cache.',
      }),
      cacheWriteInputTokens: t.exposeInt('cacheWriteInputTokens', {
        description: 'Those of `inputTokens` that were written to the prompt cache.',
      }),
      outputTokens: t.exposeInt('outputTokens', {
        description: 'Tokens of the answer, reasoning included.',
      }),
      reasoningOutputTokens: t.exposeInt('reasoningOutputTokens', {
        description: 'Those of `outputTokens` that were reasoning.',
      }),
      isEstimated: t.boolean({
        description:
          "Whether the counts are an estimate with the tokenizer of the model's family, without reasoning and cached tokens.",
        resolve: ({ isEstimated = false }) => isEstimated,
      }),
      totalTokens: t.exposeInt('totalTokens', { description: 'Input and output together.' }),
    }),
  });
}
