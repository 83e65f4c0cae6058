import { createOpenAI } from '@ai-sdk/openai';
import { aiDialogue, createAiClient, type AiDialogue } from './adapters/ai-sdk.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { dialogues } from './scenarios/dialogues.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

const createModel: AiDialogue['createModel'] = (baseURL, apiKey) =>
  createOpenAI({ baseURL, apiKey })('gpt-5.5');

// The provider's default, `openai('gpt-5.5')`, is the Responses API.
const stage = describeClient((baseURL, apiKey) => {
  const provider = createOpenAI({ baseURL, apiKey });
  return createAiClient({
    model: (id) => provider(id),
    name: 'openai',
    badOptions: { safetyIdentifier: 'x'.repeat(500) },
    showsReasoning: true,
  });
});
forcedTools(stage);

dialogues(stage, {
  'references to stored items': aiDialogue({ createModel, isKept: false }),
  'messages whose items are not stored': aiDialogue({
    createModel,
    isKept: false,
    optionsAfter: () => ({ openai: { store: false } }),
  }),
  previousResponseId: aiDialogue({
    createModel,
    isKept: true,
    optionsAfter: (last) => ({
      openai: { previousResponseId: last?.['openai']?.['responseId'] ?? null },
    }),
  }),
});
