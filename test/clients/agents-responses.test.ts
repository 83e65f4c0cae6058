import { Agent, MemorySession, OpenAIConversationsSession, tool } from '@openai/agents';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lastAsked } from '../support/last-asked.ts';
import {
  agentsDialogues,
  createAgentsResponsesClient,
  createAgentsSocketClient,
  createRunner,
  runAgent,
  socketDialogues,
} from './adapters/agents.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { dialogues } from './scenarios/dialogues.ts';
import type { Stage } from './scenarios/stage.ts';
import { heard } from '../support/heard.ts';

const stage = describeClient(createAgentsResponsesClient);
dialogues(stage, agentsDialogues);

describe('over a WebSocket', () => {
  const socketStage = describeClient(createAgentsSocketClient, { errors: brokenOff });
  dialogues(socketStage, socketDialogues);
});

/** Over a WebSocket the SDK has words of its own for each failure. The next question is answered. */
function brokenOff(socketStage: () => Stage): void {
  it.each(['whole', 'streamed'] as const)(
    'hears of a failure, asking for a %s answer',
    async (way) => {
      const { client, gateway, stranger } = socketStage();
      const message = 'Not about kettles, please.';
      gateway.standIn.behave(() => ({
        kind: 'failed',
        code: 'invalid_prompt',
        message,
        afterTokens: 3,
      }));
      await expect(client[way]({ prompt: 'hi' })).rejects.toThrow('response.failed');
      gateway.standIn.behave(undefined);
      await expect(client[way]({ prompt: 'hi', model: 'gpt-none' })).rejects.toThrow('error');
      await expect(client[way]({ prompt: 'hi', hasBadField: true })).rejects.toThrow('error');
      await expect(stranger[way]({ prompt: 'hi' })).rejects.toBeInstanceOf(Error);

      expect((await client[way]({ prompt: 'Count to 3' })).text).toBe('1 2 3');
    },
  );
}

const places = {
  'no session': (_client: OpenAI) => undefined,
  'a session in memory': (_client: OpenAI) => new MemorySession(),
  'a session at the gateway': (client: OpenAI) => new OpenAIConversationsSession({ client }),
};

describe.each(Object.entries(places))('a hand-off with %s', (_name, createSession) => {
  it.each([
    ['whole', false],
    ['streamed', true],
  ] as const)('brings the conversation to the next agent, %s', async (_way, isStreamed) => {
    const { gateway, apiKey } = stage();
    const baseURL = `${gateway.url}/v1`;
    const session = createSession(new OpenAI({ baseURL, apiKey, maxRetries: 0 }));
    const prompt = 'Please use transfer_to_Expert, then boil_water.';
    const place = session ? { session } : {};
    const runner = createRunner(baseURL, apiKey, 'http');
    const run = await runAgent(runner, createTriage(), { prompt }, isStreamed, place);
    const body = lastAsked(gateway.standIn)?.body;

    expect(run.lastAgent?.name).toBe('Expert');
    expect(run.finalOutput).toContain('It boils');
    expect(heard(gateway.standIn)).toEqual([
      'developer: You know kettles.',
      `user: ${prompt}`,
      expect.stringMatching(/^call: transfer_to_Expert /),
      expect.stringMatching(/^output: .*Expert/),
      expect.stringMatching(/^call: boil_water /),
      'output: It boils.',
    ]);
    expect(JSON.stringify(body?.['tools'])).not.toContain('transfer_to_Expert');
  });
});

it.each(['previousResponseId', 'conversationId'] as const)(
  'hands off on the side of the gateway, by %s',
  async (way) => {
    const { gateway, apiKey } = stage();
    const baseURL = `${gateway.url}/v1`;
    const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
    const runner = createRunner(baseURL, apiKey, 'http');
    const { id } =
      way === 'conversationId'
        ? await client.conversations.create()
        : await client.responses.create({
            model: 'gpt-5.5',
            input: 'Count to 2',
            reasoning: { effort: 'low' },
          });
    const prompt = 'Please use transfer_to_Expert, then boil_water.';
    const run = await runAgent(runner, createTriage(), { prompt }, true, { [way]: id });

    expect(run.lastAgent?.name).toBe('Expert');
    expect(run.finalOutput).toContain('It boils');
    expect(heard(gateway.standIn)).toEqual([
      'developer: You know kettles.',
      ...(way === 'conversationId' ? [] : ['user: Count to 2', 'assistant: 1 2']),
      `user: ${prompt}`,
      expect.stringMatching(/^call: transfer_to_Expert /),
      expect.stringMatching(/^output: .*Expert/),
      expect.stringMatching(/^call: boil_water /),
      'output: It boils.',
    ]);
  },
);

it('shows, takes back and clears the items of a session at the gateway', async () => {
  const { gateway, apiKey } = stage();
  const baseURL = `${gateway.url}/v1`;
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  const session = new OpenAIConversationsSession({ client });
  const runner = createRunner(baseURL, apiKey, 'http');
  const agent = new Agent({ name: 'Tester', model: 'gpt-5.5' });
  await runAgent(runner, agent, { prompt: 'Count to 2' }, false, { session });
  await runAgent(runner, agent, { prompt: 'Count to 3' }, false, { session });
  const items = await session.getItems();
  const last = await session.popItem();
  const left = await session.getItems();

  expect(JSON.stringify(items)).toMatch(/Count to 2.*1 2.*Count to 3.*1 2 3/);
  expect(JSON.stringify(last)).toContain('1 2 3');
  expect(left).toHaveLength(items.length - 1);
  await session.clearSession();
  expect(await session.getItems()).toEqual([]);
});

/** An agent that knows nothing and hands off to one that boils water. */
function createTriage(): Agent {
  const modelSettings = { reasoning: { effort: 'none' as const } };
  const boil = tool({
    name: 'boil_water',
    description: 'Boils water',
    parameters: z.object({}),
    execute: () => 'It boils.',
  });
  const common = { model: 'gpt-5.5', modelSettings };
  const expert = new Agent({
    ...common,
    name: 'Expert',
    instructions: 'You know kettles.',
    tools: [boil],
  });
  return new Agent({
    ...common,
    name: 'Triage',
    instructions: 'You know nothing.',
    handoffs: [expert],
  });
}
