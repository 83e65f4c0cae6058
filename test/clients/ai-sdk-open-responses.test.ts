import { createOpenResponses } from '@ai-sdk/open-responses';
import { aiDialogue, createAiClient } from './adapters/ai-sdk.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { dialogues } from './scenarios/dialogues.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

const providerOf = (baseUrl: string, apiKey: string): ReturnType<typeof createOpenResponses> =>
  createOpenResponses({ name: 'gateway', url: `${baseUrl}/responses`, apiKey });

const stage = describeClient((baseUrl, apiKey) => {
  const provider = providerOf(baseUrl, apiKey);
  return createAiClient({
    model: (id) => provider(id),
    name: 'gateway',
    badTemperature: 9,
    summaryOptions: { reasoningSummary: 'auto' },
    showsReasoning: true,
  });
});
forcedTools(stage);
dialogues(stage, {
  messages: aiDialogue({
    createModel: (baseUrl, apiKey) => providerOf(baseUrl, apiKey)('gpt-5.5'),
    isKept: false,
  }),
});
