import OpenAI from 'openai';
import { zodFunction } from 'openai/helpers/zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOpenAiClient } from './adapters/openai-sdk.ts';
import { describeClient } from './scenarios/describe-client.ts';
import { forcedTools } from './scenarios/forced-tools.ts';

const stage = describeClient(createOpenAiClient);
forcedTools(stage);
const model = 'gpt-5.5';

function completions(): OpenAI['chat']['completions'] {
  const baseURL = `${stage().gateway.url}/v1`;
  return new OpenAI({ baseURL, apiKey: 'the-right-key', maxRetries: 0 }).chat.completions;
}

describe('create', () => {
  it('streams chunks, the last with the usage', async () => {
    const stream = await completions().create({
      model,
      messages: [{ role: 'user', content: 'Count to 3' }],
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);

    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('1 2 3');
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { total_tokens: expect.any(Number) },
    });
  });

  it('gets the calls of custom tools, and takes their results', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'user', content: 'Please use write_note.' },
    ];
    const tools: OpenAI.ChatCompletionTool[] = [
      { type: 'custom', custom: { name: 'write_note', description: 'Writes a note' } },
    ];
    const first = await completions().create({ model, messages, tools });
    const message = first.choices[0]?.message;
    const call = message?.tool_calls?.[0];

    expect(first.choices[0]?.finish_reason).toBe('tool_calls');
    expect(call).toMatchObject({
      type: 'custom',
      id: expect.stringMatching(/^call_/),
      custom: { name: 'write_note', input: expect.stringMatching(/./) },
    });

    const result = { role: 'tool', tool_call_id: call?.id ?? '', content: 'Noted!' } as const;
    const answered = [...messages, ...(message ? [message] : []), result];
    const second = await completions().create({ model, messages: answered, tools });

    expect(second.choices[0]?.message.content).toContain('Noted!');
  });

  it('gets the call of a deprecated function, and takes its result', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'user', content: 'Please use get_time.' },
    ];
    const functions = [{ name: 'get_time', parameters: { type: 'object', properties: {} } }];
    const first = await completions().create({ model, messages, functions });
    const message = first.choices[0]?.message;

    expect(first.choices[0]?.finish_reason).toBe('function_call');
    expect(message?.function_call).toEqual({ name: 'get_time', arguments: '{}' });

    const result = { role: 'function', name: 'get_time', content: 'Half past four' } as const;
    const answered = [...messages, ...(message ? [message] : []), result];
    const second = await completions().create({ model, messages: answered, functions });

    expect(second.choices[0]?.message.content).toContain('Half past four');
  });

  it('gets several choices', async () => {
    const messages = [{ role: 'user' as const, content: 'Count to 3' }];
    const answer = await completions().create({ model, messages, n: 2 });

    expect(answer.choices.map(({ index, message }) => [index, message.content])).toEqual([
      [0, '1 2 3'],
      [1, '1 2 3'],
    ]);
  });
});

describe('a strict tool', () => {
  const forecast = zodFunction({
    name: 'forecast',
    parameters: z.object({ city: z.string(), days: z.array(z.object({ day: z.number() })) }),
    function: ({ days }) => `Rain on ${days.length} day`,
  });
  const messages = [{ role: 'user' as const, content: 'Please use the tool forecast.' }];

  it('is called with arguments that are parsed', async () => {
    const answer = await completions().parse({ model, messages, tools: [forecast] });
    const call = answer.choices[0]?.message.tool_calls?.[0];

    expect(call).toMatchObject({
      function: { parsed_arguments: { days: [{ day: expect.any(Number) }] } },
    });
  });

  it.each([true, false])('is run, streamed: %s', async (isStreamed) => {
    const body = { model, messages, tools: [forecast] };
    const runner = isStreamed
      ? completions().runTools({ ...body, stream: true })
      : completions().runTools(body);

    expect(await runner.finalContent()).toContain('Rain on 1 day');
  });

  it('emits an event for each piece of its arguments and for their end', async () => {
    const stream = completions().stream({ model, messages, tools: [forecast] });
    let json = '';
    let done = '';
    stream.on('tool_calls.function.arguments.delta', (event) => (json += event.arguments_delta));
    stream.on('tool_calls.function.arguments.done', (event) => (done = event.arguments));
    await stream.done();

    expect(done).toBe(json);
    expect(JSON.parse(done)).toHaveProperty('city');
  });
});
