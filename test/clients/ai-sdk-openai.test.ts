import { createOpenAI } from '@ai-sdk/openai';
import { createAiClient } from './adapters/ai-sdk.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

const stage = describeClient((baseURL, apiKey) => {
  const provider = createOpenAI({ baseURL, apiKey });
  return createAiClient({
    model: (id) => provider.chat(id),
    name: 'openai',
    badOptions: { safetyIdentifier: 'x'.repeat(500) },
    showsReasoning: false,
  });
});
forcedTools(stage);
