import { createAgentsClient } from './adapters/agents.ts';
import { describeClient } from './scenarios/describe-client.ts';

describeClient(createAgentsClient);
