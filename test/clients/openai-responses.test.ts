import { describe } from 'vitest';
import { createOpenAiResponsesClient, openAiDialogues } from './adapters/openai-responses.ts';
import { createdResponses } from './openai/created-responses.ts';
import { conversations } from './openai/conversations.ts';
import { storedResponses } from './openai/stored-responses.ts';
import { webSocket } from './openai/web-socket.ts';

import { describeClient } from './scenarios/describe-client.ts';
import { dialogues } from './scenarios/dialogues.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

const stage = describeClient(createOpenAiResponsesClient);
forcedTools(stage);
dialogues(stage, openAiDialogues);
describe('a response', () => {
  createdResponses(stage);
});
describe('a response', () => {
  storedResponses(stage);
});
describe('a conversation', () => {
  conversations(stage);
});
describe('over a WebSocket', () => {
  webSocket(stage);
});
