import { afterAll, afterEach, beforeAll } from 'vitest';
import { startTestGateway } from '../../support/gateway.ts';
import type { CreateClient } from '../client.ts';
import { aborts } from './aborts.ts';
import { errors } from './errors.ts';
import { objects } from './objects.ts';
import type { Stage } from './stage.ts';
import { texts } from './texts.ts';
import { tools } from './tools.ts';

const apiKey = 'the-right-key';

/** Scenarios that replace common ones. */
interface OwnScenarios {
  readonly errors?: (stage: () => Stage) => void;
}

/** Runs every scenario with one client library; returns what suites of its own need. */
export function describeClient(createClient: CreateClient, own: OwnScenarios = {}): () => Stage {
  let stage: Stage | undefined;
  const get = (): Stage => {
    if (stage === undefined) throw new Error('Not started yet');
    return stage;
  };
  beforeAll(async () => {
    // With a login the models are those of the catalog, and any other name is refused.
    const gateway = await startTestGateway({ login: 'present', args: ['--api-key', apiKey] });
    const baseUrl = `${gateway.url}/v1`;
    const client = createClient(baseUrl, apiKey);
    stage = { client, gateway, apiKey, stranger: createClient(baseUrl, 'a-wrong-key') };
  });
  afterEach(() => {
    get().gateway.standIn.behave(undefined);
  });
  afterAll(async () => {
    await stage?.gateway.close();
  });
  texts(get);
  tools(get);
  objects(get);
  (own.errors ?? errors)(get);
  aborts(get);
  return get;
}
