import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, Output } from 'ai';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createAiClient } from './adapters/ai-sdk.ts';
import { describeClient } from './scenarios/describe-client.ts';

const stage = describeClient((baseURL, apiKey) => {
  const provider = createOpenAICompatible({
    name: 'gateway',
    baseURL,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
  return createAiClient({
    model: (id) => provider.chatModel(id),
    name: 'gateway',
    badOptions: { safety_identifier: 'x'.repeat(500) },
    showsReasoning: true,
  });
});

it('gets an object where it asks for nothing but JSON, as it does with no further setting', async () => {
  const { gateway } = stage();
  const baseURL = `${gateway.url}/v1`;
  const provider = createOpenAICompatible({ name: 'gateway', baseURL, apiKey: 'the-right-key' });
  gateway.standIn.behave(() => ({ kind: 'text', text: '```json\n{"city": "Bergen",}\n```' }));
  const { output } = await generateText({
    model: provider.chatModel('gpt-5.5'),
    prompt: 'Which city is wet?',
    output: Output.object({ schema: z.object({ city: z.string() }) }),
    maxRetries: 0,
  });

  expect(output).toEqual({ city: 'Bergen' });
});
