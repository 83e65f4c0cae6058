import { createLangChainClient } from './adapters/langchain.ts';
import { describeClient } from './scenarios/describe-client.ts';

describeClient(createLangChainClient);
