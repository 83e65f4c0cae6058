import { createLangChainResponsesClient, langChainDialogues } from './adapters/langchain.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { dialogues } from './scenarios/dialogues.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

const stage = describeClient(createLangChainResponsesClient);
forcedTools(stage);
dialogues(stage, langChainDialogues);
