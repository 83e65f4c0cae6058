import { createLangChainClient } from './adapters/langchain.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

forcedTools(describeClient(createLangChainClient));
