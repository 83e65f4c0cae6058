import { createLlamaIndexClient } from './adapters/llamaindex.ts';
import { describeClient } from './scenarios/describe-client.ts';

describeClient(createLlamaIndexClient);
