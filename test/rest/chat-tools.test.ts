import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCallWriter } from '../../src/rest/openai/chat/call-writer.ts';
import { createChunkFormat } from '../../src/rest/openai/chat/chunks.ts';
import { z } from 'zod';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, choicesOf, collect, openai, post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

const weather = {
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};
const tools: OpenAI.ChatCompletionTool[] = [{ type: 'function', function: weather }];
const question: OpenAI.ChatCompletionMessageParam = {
  role: 'user',
  content: 'call get_weather in Oslo',
};

async function chat(more: object): Promise<Response> {
  return await post(
    `${gateway.url}/v1/chat/completions`,
    chatBody({ messages: [question], ...more }),
  );
}

/** The deltas of a stream, and the reasons that it finishes with. */
async function deltasOf(response: Response): Promise<{ deltas: unknown[]; finish: unknown[] }> {
  const text = (await response.text()).replaceAll(/"call_[0-9a-f]+"/g, '"CALL"');
  const choices = choicesOf(text);
  return {
    deltas: choices.map(({ delta }) => delta),
    finish: choices.map(({ finish_reason }) => finish_reason).filter(Boolean),
  };
}

/** The pieces in which the arguments for a city are streamed. */
function pieces(city: string): string[] {
  return byEngine('argumentDeltas', {
    'app-server': [`{"city":"${city}"}`],
    direct: ['{"', 'city', '":"', city, '"}'],
  });
}

function argumentPieces(index: number, city: string): object[] {
  return pieces(city).map((piece) => ({
    tool_calls: [{ index, function: { arguments: piece } }],
  }));
}

const role = { role: 'assistant', content: '', refusal: null };

describe('a call in a whole answer', () => {
  it('has an id, a name and arguments as text, and no content', async () => {
    const body: unknown = await (await chat({ tools })).json();

    expect(body).toMatchObject({
      choices: [
        {
          message: {
            role: 'assistant',
            content: null,
            refusal: null,
            tool_calls: [
              {
                id: expect.stringMatching(/^call_/),
                type: 'function',
                function: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
              },
            ],
          },
          finish_reason: 'tool_calls',
        },
      ],
    });
  });

  it('of a custom tool has its free text', async () => {
    const custom = { type: 'custom', custom: { name: 'get_weather', description: 'Free text.' } };
    const body: unknown = await (await chat({ tools: [custom] })).json();

    expect(body).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [
              {
                id: expect.stringMatching(/^call_/),
                type: 'custom',
                custom: { name: 'get_weather', input: 'call get_weather in Oslo' },
              },
            ],
          },
          finish_reason: 'tool_calls',
        },
      ],
    });
  });

  it('of a deprecated function has the deprecated shape', async () => {
    const body: unknown = await (await chat({ functions: [weather] })).json();

    expect(body).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            function_call: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
          },
          finish_reason: 'function_call',
        },
      ],
    });
    expect(body).not.toHaveProperty('choices.0.message.tool_calls');
  });
});

describe('a call in a stream', () => {
  it('is a delta that says what is called, one with the arguments, and the finish alone', async () => {
    expect(await deltasOf(await chat({ tools, stream: true }))).toEqual({
      deltas: [
        role,
        {
          tool_calls: [
            {
              index: 0,
              id: 'CALL',
              type: 'function',
              function: { name: 'get_weather', arguments: '' },
            },
          ],
        },
        ...argumentPieces(0, 'Oslo'),
        {},
      ],
      finish: ['tool_calls'],
    });
  });

  it('is followed by the next one, with the next index', async () => {
    gateway.standIn.behave(() => ({
      kind: 'calls',
      calls: [
        { name: 'get_weather', arguments: '{"city":"Oslo"}' },
        { name: 'get_weather', arguments: '{"city":"Rome"}' },
      ],
    }));
    const { deltas } = await deltasOf(await chat({ tools, stream: true }));

    expect(deltas.slice(1, -1)).toMatchObject([
      { tool_calls: [{ index: 0, function: { arguments: '' } }] },
      ...argumentPieces(0, 'Oslo'),
      { tool_calls: [{ index: 1, function: { arguments: '' } }] },
      ...argumentPieces(1, 'Rome'),
    ]);
  });

  it('of a custom tool has its free text', () => {
    const head = { id: 'ID', created: 0, model: 'm', serviceTier: 'default' };
    const { toolCalls } = createChunkFormat(head, false).choice(0);
    const call = { type: 'custom', id: 'call_1', name: 'c', input: 'free "text"' } as const;

    const chunks = createCallWriter(toolCalls, false).whole(call, 1);
    expect(chunks.map((chunk) => /"delta":(.*),"logprobs"/.exec(chunk)?.[1])).toEqual([
      '{"tool_calls":[{"index":1,"id":"call_1","type":"custom","custom":{"name":"c","input":""}}]}',
      '{"tool_calls":[{"index":1,"custom":{"input":"free \\"text\\""}}]}',
    ]);
  });

  it('of a deprecated function has the deprecated shape', async () => {
    expect(await deltasOf(await chat({ functions: [weather], stream: true }))).toEqual({
      deltas: [
        role,
        { function_call: { name: 'get_weather', arguments: '' } },
        ...pieces('Oslo').map((piece) => ({ function_call: { arguments: piece } })),
        {},
      ],
      finish: ['function_call'],
    });
  });
});

describe('the loop of a client', () => {
  it('goes from the call over its result to the answer', async () => {
    const client = openai(gateway.url);
    const messages: OpenAI.ChatCompletionMessageParam[] = [question];
    const first = await client.chat.completions.create({ model: 'gpt-5.5', messages, tools });
    const [choice] = first.choices;
    if (choice === undefined) throw new Error('no choice');
    const id = choice.message.tool_calls?.[0]?.id ?? '';
    messages.push(choice.message, { role: 'tool', tool_call_id: id, content: 'Rain, 7 degrees' });
    const last = await client.chat.completions.create({ model: 'gpt-5.5', messages, tools });

    expect(last.choices[0]?.finish_reason).toBe('stop');
    expect(last.choices[0]?.message.content).toContain('Rain, 7 degrees');
  });

  it('is run by the SDK, streamed', async () => {
    const asked: unknown[] = [];
    const runner = openai(gateway.url).chat.completions.runTools({
      model: 'gpt-5.5',
      messages: [question],
      stream: true,
      tools: [
        {
          type: 'function',
          function: {
            ...weather,
            parse: (text: string) => z.object({ city: z.string() }).parse(JSON.parse(text)),
            function: (args: object) => {
              asked.push(args);
              return 'Rain, 7 degrees';
            },
          },
        },
      ],
    });

    expect(await runner.finalContent()).toContain('Rain, 7 degrees');
    expect(asked).toEqual([{ city: 'Oslo' }]);
  });

  it('works in the deprecated words', async () => {
    const messages = [
      question,
      {
        role: 'assistant',
        content: null,
        function_call: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
      },
      { role: 'function', name: 'get_weather', content: 'Rain, 7 degrees' },
    ];
    const body: unknown = await (await chat({ messages, functions: [weather] })).json();

    expect(body).toMatchObject({
      choices: [
        { message: { content: expect.stringContaining('Rain, 7 degrees') }, finish_reason: 'stop' },
      ],
    });
  });
});

describe('a choice of tools that the model does not follow', () => {
  const more = {
    tools,
    tool_choice: 'required',
    messages: [{ role: 'user', content: 'Say exactly: no' }],
  };

  it.each([false, true])('is named in a header (streamed: %s)', async (stream) => {
    const response = await chat({ ...more, stream });

    // The service makes the model call where it is sent the choice.
    const unmet = byEngine('toolChoice', { 'app-server': 'tool_choice', direct: null });
    expect(response.headers.get('x-codex-serve-unmet')).toBe(unmet);
    expect(response.status).toBe(200);
    await response.text();
  });

  it.each([false, true])('is named where the service ignores it (streamed: %s)', async (stream) => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'no' }));
    const response = await chat({ ...more, stream });
    const text = await response.text();

    // The direct engine passes on the text as it comes, and sees at its end that there is no call.
    const isLate = stream && byEngine('toolChoice', { 'app-server': false, direct: true });
    expect(response.headers.get('x-codex-serve-unmet')).toBe(isLate ? null : 'tool_choice');
    expect(text.includes('"codex_serve":{"unmet":["tool_choice"]}')).toBe(stream);
  });

  it('is no matter where it is followed', async () => {
    const response = await chat({ tools, tool_choice: 'required' });

    expect(response.headers.get('x-codex-serve-unmet')).toBeNull();
    expect(await response.json()).toMatchObject({ choices: [{ finish_reason: 'tool_calls' }] });
  });

  it('of none hides the tools', async () => {
    const chunks = await collect(
      await openai(gateway.url).chat.completions.create({
        model: 'gpt-5.5',
        messages: [question],
        tools,
        tool_choice: 'none',
        stream: true,
      }),
    );

    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });
});
