import type { Builder } from '../builder.ts';

/** `Usage`. */
export function addUsage(builder: Builder): void {
  builder.objectType('Usage', {
    description:
      "Token counts: exact, as the service reported them. Of an answer that ended early, by `stop` or `maxOutputTokens`, it reports none: those are estimates by the tokenizer of the model's family.",
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
      totalTokens: t.exposeInt('totalTokens', { description: 'Input and output together.' }),
    }),
  });
}
