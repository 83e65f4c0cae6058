import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { openai, respond, response } from './client.ts';
import { lastTold } from './told.ts';

let gateway: TestGateway;
let client: OpenAI;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  client = openai(gateway.url);
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

type Body = Readonly<Record<string, unknown>>;

/** The whole answer to a request, of whose text the service thinks not. */
async function answered(body: Body, url = gateway.url): Promise<OpenAI.Responses.Response> {
  return await response(url, { reasoning: { effort: 'low' }, ...body });
}

async function refusal(body: Body, url = gateway.url): Promise<[number, unknown]> {
  const refused = await respond(url, body);
  return [refused.status, await refused.json()];
}

const weather = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};

/** The call that an answer ends with. */
function callOf({ output }: OpenAI.Responses.Response): { call_id: string; arguments: string } {
  const call = output.at(-1);
  if (call?.type !== 'function_call') throw new Error(`No call: ${JSON.stringify(output)}`);
  return call;
}

describe('a response that continues from another', () => {
  it('has the model told all that was said', async () => {
    const first = await answered({ input: 'Count to 2' });
    const second = await answered({ input: 'Count to 3', previous_response_id: first.id });
    await answered({ input: 'Count to 4', previous_response_id: second.id });

    expect(second.previous_response_id).toBe(first.id);
    expect(second).not.toHaveProperty('conversation');
    expect(lastTold(gateway.standIn)).toEqual([
      'user: Count to 2',
      'assistant: 1 2',
      'user: Count to 3',
      'assistant: 1 2 3',
      'user: Count to 4',
    ]);
  });

  it('does not inherit the instructions', async () => {
    const first = await answered({ input: 'Count to 2', instructions: 'Be a pirate.' });
    await answered({
      input: 'Count to 3',
      instructions: 'Be a monk.',
      previous_response_id: first.id,
    });

    expect(lastTold(gateway.standIn)).toEqual([
      'developer: Be a monk.',
      'user: Count to 2',
      'assistant: 1 2',
      'user: Count to 3',
    ]);
  });

  it('sends the output of a call alone, with other tools than before', async () => {
    const first = await answered({ input: 'call get_weather in Bergen', tools: [weather] });
    const { call_id: callId, arguments: args } = callOf(first);
    const output = { type: 'function_call_output', call_id: callId, output: 'Rain' };
    const more = { ...weather, name: 'get_time' };
    await answered({ input: [output], tools: [weather, more], previous_response_id: first.id });

    expect(lastTold(gateway.standIn).filter((line) => line !== 'reasoning')).toEqual([
      'user: call get_weather in Bergen',
      `call: get_weather ${args}`,
      'output: Rain',
    ]);
  });

  it('without an output for a call is refused in OpenAI’s words', async () => {
    const first = await answered({ input: 'call get_weather in Bergen', tools: [weather] });
    const { call_id: callId } = callOf(first);

    expect(await refusal({ input: 'Well?', previous_response_id: first.id })).toMatchObject([
      400,
      { error: { message: `No tool output found for function call ${callId}.`, param: 'input' } },
    ]);
  });

  it('sees nothing of another one that continues from there', async () => {
    const first = await answered({ input: 'Count to 2' });
    const from = { previous_response_id: first.id };
    const [one, other] = await Promise.all([
      answered({ input: 'Count to 3', ...from }),
      answered({ input: 'Count to 4', ...from }),
    ]);
    await answered({ input: 'Count to 5', previous_response_id: one.id });
    const told = ['user: Count to 2', 'assistant: 1 2'];
    expect(lastTold(gateway.standIn)).toEqual([
      ...told,
      'user: Count to 3',
      'assistant: 1 2 3',
      'user: Count to 5',
    ]);
    await answered({ input: 'Count to 5', previous_response_id: other.id });
    expect(lastTold(gateway.standIn)).toEqual([
      ...told,
      'user: Count to 4',
      'assistant: 1 2 3 4',
      'user: Count to 5',
    ]);
  });

  it.each([
    [
      'failed',
      { kind: 'failed', code: 'server_error', message: 'Broken.', text: 'one two', afterTokens: 1 },
    ],
    [
      'incomplete',
      { kind: 'incomplete', reason: 'max_output_tokens', text: 'one two', afterTokens: 1 },
    ],
  ] as const)('continues with what there is of one that is %s', async (status, behaviour) => {
    gateway.standIn.behave(() => behaviour);
    const { id } = await response(gateway.url, { input: 'Hello?', background: true });
    await expect.poll(async () => (await client.responses.retrieve(id)).status).toBe(status);
    gateway.standIn.behave(undefined);

    await answered({ input: 'Count to 3', previous_response_id: id });

    expect(lastTold(gateway.standIn)).toEqual([
      'user: Hello?',
      'assistant: one',
      'user: Count to 3',
    ]);
  });

  it('continues with what there is of one that was cancelled', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', text: 'one two three', afterTokens: 2 }));
    const { id } = await response(gateway.url, { input: 'Hello?', background: true });
    const events = await fetch(`${gateway.url}/v1/responses/${id}?stream=true`);
    const reader = events.body?.getReader();
    let seen = '';
    while (!seen.includes('two')) seen += new TextDecoder().decode((await reader?.read())?.value);
    await client.responses.cancel(id);
    await reader?.cancel();
    gateway.standIn.behave(undefined);

    await answered({ input: 'Count to 3', previous_response_id: id });

    expect(lastTold(gateway.standIn)).toEqual([
      'user: Hello?',
      'assistant: one two',
      'user: Count to 3',
    ]);
  });

  it('is refused while that one runs', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const { id } = await response(gateway.url, { background: true });

    expect(await refusal({ previous_response_id: id })).toEqual([
      400,
      {
        error: {
          message: `The response '${id}' has not ended yet. Continue from it once it has.`,
          type: 'invalid_request_error',
          param: 'previous_response_id',
          code: 'invalid_value',
        },
      },
    ]);
    await client.responses.cancel(id);
  });

  it.each([
    ['unknown', async () => 'resp_x'],
    ['not kept', async () => (await answered({ input: 'Hi', store: false })).id],
  ])('that is %s is refused', async (_, idOf) => {
    const id = await idOf();

    expect(await refusal({ previous_response_id: id })).toEqual([
      400,
      {
        error: {
          message: `Previous response with id '${id}' not found.`,
          type: 'invalid_request_error',
          param: 'previous_response_id',
          code: 'previous_response_not_found',
        },
      },
    ]);
  });

  it('can be asked for the instant that the last event comes', async () => {
    let previous: string | undefined;
    for (let turn = 0; turn < 8; turn += 1) {
      const stream = client.responses.stream({
        model: 'gpt-5.5',
        input: 'Count to 2',
        ...(previous !== undefined && { previous_response_id: previous }),
      });
      for await (const event of stream) {
        if (event.type !== 'response.completed') continue;
        previous = event.response.id;
        break;
      }
    }

    expect(lastTold(gateway.standIn).filter((line) => line.startsWith('user'))).toHaveLength(8);
  });
});

describe('a response in a conversation', () => {
  it('has the model told its items, and adds to them', async () => {
    const { id } = await client.conversations.create({
      items: [{ role: 'user', content: 'My name is Kari.' }],
    });

    const first = await answered({ input: 'Count to 2', conversation: id });
    await answered({ input: 'Count to 3', conversation: { id } });

    expect(first).toMatchObject({ conversation: { id }, previous_response_id: null });
    const told = [
      'user: My name is Kari.',
      'user: Count to 2',
      'assistant: 1 2',
      'user: Count to 3',
    ];
    expect(lastTold(gateway.standIn)).toEqual(told);
    const { data } = await client.conversations.items.list(id, { order: 'asc' });
    expect(data.map((item) => ('content' in item ? item.content : item))).toMatchObject([
      [{ text: 'My name is Kari.' }],
      [{ text: 'Count to 2' }],
      [{ text: '1 2' }],
      [{ text: 'Count to 3' }],
      [{ text: '1 2 3' }],
    ]);
  });

  it('sends the output of a call alone', async () => {
    const { id } = await client.conversations.create();
    const first = await answered({
      input: 'call get_weather in Bergen',
      tools: [weather],
      conversation: id,
    });
    const { call_id: callId, arguments: args } = callOf(first);
    const output = { type: 'function_call_output', call_id: callId, output: 'Rain' };
    await answered({ input: [output], tools: [weather], conversation: id });

    expect(lastTold(gateway.standIn).filter((line) => line !== 'reasoning')).toEqual([
      'user: call get_weather in Bergen',
      `call: get_weather ${args}`,
      'output: Rain',
    ]);
  });

  it('does not have a response there that only continues from its last one', async () => {
    const { id } = await client.conversations.create();
    const first = await answered({ input: 'Count to 2', conversation: id });
    const aside = await answered({ input: 'Count to 4', previous_response_id: first.id });
    expect(aside).not.toHaveProperty('conversation');

    await answered({ input: 'Count to 3', conversation: id });

    expect(lastTold(gateway.standIn)).toEqual([
      'user: Count to 2',
      'assistant: 1 2',
      'user: Count to 3',
    ]);
  });

  it('no longer sees an item that was deleted', async () => {
    const { id } = await client.conversations.create({
      items: [
        { role: 'user', content: 'Forget this.' },
        { role: 'user', content: 'Keep this.' },
      ],
    });
    const [item] = (await client.conversations.items.list(id, { order: 'asc' })).data;
    await client.conversations.items.delete(item?.id ?? '', { conversation_id: id });
    await answered({ input: 'Count to 2', conversation: id });

    expect(lastTold(gateway.standIn)).toEqual(['user: Keep this.', 'user: Count to 2']);
  });

  it('is refused while another one runs there', async () => {
    const { id } = await client.conversations.create();
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const running = await response(gateway.url, { background: true, conversation: id });

    expect(await refusal({ conversation: id })).toEqual([
      400,
      {
        error: {
          message:
            'Another process is currently operating on this conversation. Please retry in a few seconds.',
          type: 'invalid_request_error',
          param: 'conversation',
          code: 'conversation_locked',
        },
      },
    ]);
    gateway.standIn.behave(undefined);
    await client.responses.cancel(running.id);
    await answered({ input: 'Count to 2', conversation: id });
    expect(lastTold(gateway.standIn)).toEqual(['user: Count to 2']);
  });

  it('is asked for again after a failure, without being there twice', async () => {
    const { id } = await client.conversations.create();
    const first = await answered({
      input: 'call get_weather in Bergen',
      tools: [weather],
      conversation: id,
    });
    const { call_id: callId, arguments: args } = callOf(first);
    const body = {
      input: [{ type: 'function_call_output', call_id: callId, output: 'Rain' }],
      tools: [weather],
      conversation: id,
    };
    gateway.standIn.behave(() => ({ kind: 'status', status: 400, body: 'No.' }));
    const [status] = await refusal(body);
    gateway.standIn.behave(undefined);
    expect(status).toBeGreaterThanOrEqual(400);

    await answered(body);
    expect(lastTold(gateway.standIn).filter((line) => line !== 'reasoning')).toEqual([
      'user: call get_weather in Bergen',
      `call: get_weather ${args}`,
      'output: Rain',
    ]);
  });

  it('is refused together with a previous response, and in an unknown conversation', async () => {
    const { id } = await answered({ input: 'Count to 2' });

    expect(await refusal({ conversation: 'conv_x', previous_response_id: id })).toMatchObject([
      400,
      { error: { param: null, code: 'mutually_exclusive_parameters' } },
    ]);
    expect(await refusal({ conversation: 'conv_x' })).toMatchObject([
      404,
      {
        error: {
          message: "Conversation with id 'conv_x' not found.",
          type: 'invalid_request_error',
          code: null,
        },
      },
    ]);
  });

  it('of another caller is unknown', async () => {
    const keys = 'anna:key-of-anna,bert:key-of-bert';
    const shared = await startTestGateway({ args: ['--api-key', keys] });
    try {
      const anna = openai(shared.url).withOptions({ apiKey: 'key-of-anna' });
      const bert = openai(shared.url).withOptions({ apiKey: 'key-of-bert' });
      const { id } = await anna.conversations.create();

      const body = { model: 'gpt-5.5', input: 'Hi', conversation: id };
      await expect(bert.responses.create(body)).rejects.toMatchObject({ status: 404 });
      expect((await anna.responses.create(body)).status).toBe('completed');
    } finally {
      await shared.close();
    }
  });
});

describe('a conversation continues after a restart of everything', () => {
  it('from a response, and in a conversation', async () => {
    const upstream = await startTestUpstream();
    try {
      const first = await startTestGateway({ upstream });
      const one = await answered({ input: 'Count to 2' }, first.url);
      const { id } = await openai(first.url).conversations.create();
      await answered({ input: 'Count to 3', conversation: id }, first.url);
      await first.close();
      upstream.standIn.forgetResponses();

      const second = await startTestGateway({ upstream });
      await answered({ input: 'More', previous_response_id: one.id }, second.url);
      expect(lastTold(upstream.standIn)).toEqual([
        'user: Count to 2',
        'assistant: 1 2',
        'user: More',
      ]);
      await answered({ input: 'More', conversation: id }, second.url);
      expect(lastTold(upstream.standIn)).toEqual([
        'user: Count to 3',
        'assistant: 1 2 3',
        'user: More',
      ]);
      await second.close();
    } finally {
      await upstream.close();
    }
  });
});

describe('with the store off', () => {
  it.each([
    ['previous_response_id', { previous_response_id: 'resp_x' }],
    ['conversation', { conversation: 'conv_x' }],
    ['input', { input: [{ type: 'item_reference', id: 'msg_x' }] }],
  ])('what needs it is refused with the reason: %s', async (param, body) => {
    const off = await startTestGateway({ args: ['--store', 'off'] });
    try {
      expect(await refusal(body, off.url)).toMatchObject([
        400,
        {
          error: {
            message: expect.stringContaining('--store off'),
            type: 'invalid_request_error',
            param,
            code: 'unsupported_parameter',
          },
        },
      ]);
    } finally {
      await off.close();
    }
  });
});
