import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { chatBody, choicesOf, post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

const weather = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object' } },
};
const time = { type: 'function', function: { name: 'get_time', parameters: { type: 'object' } } };
const note = { type: 'custom', custom: { name: 'note' } };
const tools = [weather, time, note];
const functions = [weather.function, time.function];
const named = { type: 'function', function: { name: 'get_weather' } };
const question = { role: 'user', content: 'What is the weather in Oslo?' };

const answer = z.object({
  choices: z.tuple([
    z.object({
      message: z.looseObject({ tool_calls: z.tuple([z.looseObject({ id: z.string() })]) }),
    }),
  ]),
});

function callsOf(name: string, input = '{}'): void {
  gateway.standIn.behave(() => ({ kind: 'calls', calls: [{ name, arguments: input }] }));
}

async function chat(more: object): Promise<Response> {
  return await post(
    `${gateway.url}/v1/chat/completions`,
    chatBody({ messages: [question], ...more }),
  );
}

describe('an answer that calls a tool', () => {
  it.each<[string, object, string, string]>([
    ['a named function', { tools, tool_choice: named }, 'get_weather', 'stop'],
    [
      'a named function in the deprecated words',
      { functions, function_call: { name: 'get_time' } },
      'get_time',
      'stop',
    ],
    ['any tool', { tools, tool_choice: 'required' }, 'get_weather', 'tool_calls'],
    [
      'one of the allowed tools',
      {
        tools,
        tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [named] } },
      },
      'get_weather',
      'tool_calls',
    ],
    ['what the model chooses', { tools, tool_choice: 'auto' }, 'get_weather', 'tool_calls'],
    [
      'what the model chooses, in the deprecated words',
      { functions },
      'get_weather',
      'function_call',
    ],
  ])('that has to be %s ends as OpenAI ends it', async (_, more, name, reason) => {
    callsOf(name);
    expect(await (await chat(more)).json()).toMatchObject({ choices: [{ finish_reason: reason }] });

    const choices = choicesOf(await (await chat({ ...more, stream: true })).text());
    expect(choices.at(-1)?.finish_reason).toBe(reason);
    expect(choices.some(({ delta }) => 'tool_calls' in delta || 'function_call' in delta)).toBe(
      true,
    );
  });

  it('of free text by name ends alike', async () => {
    callsOf('note', byEngine('customTools', { 'app-server': '{"input":"tea"}', direct: 'tea' }));
    const more = { tools, tool_choice: { type: 'custom', custom: { name: 'note' } } };
    const custom = { name: 'note', input: 'tea' };

    expect(await (await chat(more)).json()).toMatchObject({
      choices: [{ message: { tool_calls: [{ type: 'custom', custom }] }, finish_reason: 'stop' }],
    });
    expect(lastAsked(gateway.standIn)?.body['tool_choice']).toEqual(
      byEngine<unknown>('toolChoice', {
        'app-server': 'auto',
        direct: { type: 'custom', name: 'note' },
      }),
    );
  });

  it.each([
    { of: 'a function', choice: named, name: 'get_weather', type: 'function_call_output' },
    {
      of: 'a custom tool',
      choice: { type: 'custom', custom: { name: 'note' } },
      name: 'note',
      type: byEngine('customTools', {
        'app-server': 'function_call_output',
        direct: 'custom_tool_call_output',
      }),
    },
  ])('by name of $of waits: the service gets the result alone', async ({ choice, name, type }) => {
    const more = { tools, tool_choice: choice };
    callsOf(name);
    const { message } = answer.parse(await (await chat(more)).json()).choices[0];
    const [{ id }] = message.tool_calls;
    const before = gateway.standIn.requests.length;
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Rain.' }));
    const result = { role: 'tool', tool_call_id: id, content: 'rain' };
    await (await chat({ ...more, messages: [question, message, result] })).json();
    const asked = gateway.standIn.requests.slice(before).find(({ prewarm }) => !prewarm);

    expect(asked?.body['input']).toEqual([expect.objectContaining({ type, call_id: id })]);
  });
});
