import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startOverRest } from '../../schema/ask.ts';
import { post } from '../../schema/clients.ts';
import { completeOverRest } from '../../schema/live-board.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import type { CachedClient, CreateCachedClient, Data, Operation } from './cached-client.ts';
import { everything } from './documents.ts';
import { until } from './until.ts';

/** What the scenarios of one cache run on. */
export interface Stage {
  readonly gateway: TestGateway;
  /** A client of the current test. */
  readonly client: CachedClient;
  /** Two completions that have ended with a tool call, both under the same ID. */
  readonly completions: readonly [string, string];
  /** A completion that runs all the time. */
  readonly running: string;
  /** A completion that has failed. */
  readonly failed: string;
  /** Asks the gateway past every cache. */
  readonly raw: (operation: Operation, variables?: Data) => Promise<Data>;
}

/** Sets the stage for the tests around it, with a new client for each. */
export function setStage(create: CreateCachedClient): Stage {
  let gateway: TestGateway | undefined;
  let client: CachedClient | undefined;
  let completions: readonly [string, string] = ['', ''];
  let running = '';
  let failed = '';
  const stage: Stage = {
    get gateway() {
      return present(gateway);
    },
    get client() {
      return present(client);
    },
    get completions() {
      return completions;
    },
    get running() {
      return running;
    },
    get failed() {
      return failed;
    },
    async raw({ text }, variables = {}) {
      const response = await post(stage.gateway.url, { query: text, variables });
      const { data, errors }: { data: Data; errors?: unknown } = await response.json();
      expect(errors).toBeUndefined();
      return data;
    },
  };
  beforeAll(async () => {
    gateway = await startTestGateway({ login: 'present', args: ['--record-content'] });
    completions = [await callTool(gateway, 'one'), await callTool(gateway, 'two')];
    gateway.standIn.behave(() => ({ kind: 'failed', code: 'x', message: 'y', afterTokens: 1 }));
    const broken = await startOverRest(gateway.url, 'Hi');
    await broken.rest();
    failed = broken.id;
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'Running on.' }));
    ({ id: running } = await startOverRest(gateway.url, 'Hi'));
    await until(async () => {
      const { completions: listed, completionRecords } = Object(await stage.raw(everything));
      const texts = listed.edges.map(({ node }: { node: { text: string } }) => node.text);
      return completionRecords.edges.length === 3 && texts.includes('Running');
    });
  });
  beforeEach(() => {
    client = create(stage.gateway.url);
  });
  afterEach(async () => {
    await client?.close();
    gateway?.standIn.behave(undefined);
  });
  afterAll(async () => {
    await gateway?.close();
  });
  return stage;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The stage is not set yet.');
  return value;
}

/** A completion that calls a tool. Its call has the ID that all of them have. */
async function callTool(gateway: TestGateway, argument: string): Promise<string> {
  gateway.standIn.behave(() => ({
    kind: 'calls',
    calls: [{ callId: 'call_1', name: 'look', arguments: JSON.stringify({ argument }) }],
  }));
  const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object' } } };
  return await completeOverRest(gateway.url, { tools: [tool] });
}
