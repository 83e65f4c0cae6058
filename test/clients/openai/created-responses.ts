import OpenAI, { APIError } from 'openai';
import { zodResponsesFunction, zodTextFormat } from 'openai/helpers/zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lastAsked } from '../../support/last-asked.ts';
import { heard } from '../../support/heard.ts';
import type { Stage } from '../scenarios/stage.ts';

const model = 'gpt-5.5';
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What OpenAI's SDK alone offers for one response. */
export function createdResponses(stage: () => Stage): void {
  const responsesOf = (): OpenAI['responses'] => {
    const { gateway, apiKey } = stage();
    return new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey, maxRetries: 0 }).responses;
  };

  it('streams events in order, each with the next number', async () => {
    const reasoning = { effort: 'high', summary: 'auto' } as const;
    const body = { model, input: 'Count to 3', reasoning, stream: true } as const;
    const types: string[] = [];
    const numbers: number[] = [];
    for await (const event of await responsesOf().create(body)) {
      if (types.at(-1) !== event.type) types.push(event.type);
      numbers.push(event.sequence_number);
    }

    expect(numbers).toEqual([...numbers.keys()]);
    expect(types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
  });

  it('gives the instructions to the model, for this answer alone', async () => {
    const first = await responsesOf().create({
      model,
      instructions: 'Mind the kettle.',
      input: 'Count to 2',
    });
    expect(heard(stage().gateway.standIn)[0]).toMatch(/^(developer|system): Mind the kettle\.$/);
    await responsesOf().create({ model, input: 'hi', previous_response_id: first.id });

    expect(heard(stage().gateway.standIn)).toEqual([
      'user: Count to 2',
      expect.stringMatching(/^reasoning/),
      'assistant: 1 2',
      'user: hi',
    ]);
  });

  it.each(['whole', 'streamed'])('says why a %s answer is cut', async (way) => {
    const body = { model, input: 'Count to 99', max_output_tokens: 16 };
    const response =
      way === 'whole'
        ? await responsesOf().create(body)
        : await responsesOf().stream(body).finalResponse();

    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
    expect(response.output_text).toMatch(/^1 2 3/);
  });

  it('raises in a stream that fails in its middle', async () => {
    stage().gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'invalid_prompt',
      message: 'Not about kettles, please.',
      afterTokens: 3,
    }));
    let text = '';
    const read = async (): Promise<void> => {
      for await (const event of await responsesOf().create({ model, input: 'hi', stream: true })) {
        if (event.type === 'response.output_text.delta') text += event.delta;
      }
    };

    await expect(read()).rejects.toBeInstanceOf(APIError);
    expect(text).not.toBe('');
  });

  it('shows an image to the model', async () => {
    const { output_text: text } = await responsesOf().create({
      model,
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: pixel, detail: 'auto' },
          ],
        },
      ],
    });

    expect(text).not.toBe('');
    expect(JSON.stringify(lastAsked(stage().gateway.standIn)?.input)).toContain(pixel);
  });

  it('returns an image as the result of a tool', async () => {
    const tools: OpenAI.Responses.FunctionTool[] = [
      { type: 'function', name: 'look', parameters: null, strict: false },
    ];
    const first = await responsesOf().create({ model, input: 'Please use look.', tools });
    const call = first.output.find((item) => item.type === 'function_call');
    await responsesOf().create({
      model,
      tools,
      previous_response_id: first.id,
      input: [
        {
          type: 'function_call_output',
          call_id: call?.call_id ?? '',
          output: [
            { type: 'input_text', text: 'A kettle' },
            { type: 'input_image', image_url: pixel },
          ],
        },
      ],
    });

    expect(JSON.stringify(lastAsked(stage().gateway.standIn)?.input)).toContain(pixel);
    expect(heard(stage().gateway.standIn).at(-1)).toBe('output: A kettle');
  });

  it.each(['whole', 'streamed'])('calls a custom tool with a grammar, %s', async (way) => {
    const tools: OpenAI.Responses.CustomTool[] = [
      {
        type: 'custom',
        name: 'write_note',
        description: 'Writes a note',
        format: { type: 'grammar', syntax: 'lark', definition: 'start: /.+/' },
      },
    ];
    const body = { model, input: 'Please use write_note.', tools };
    const first: OpenAI.Responses.Response =
      way === 'whole'
        ? await responsesOf().create(body)
        : await responsesOf().stream(body).finalResponse();
    const call = first.output.find((item) => item.type === 'custom_tool_call');

    expect(call).toMatchObject({ name: 'write_note', input: expect.stringMatching(/./) });

    const second = await responsesOf().create({
      model,
      tools,
      previous_response_id: first.id,
      input: [{ type: 'custom_tool_call_output', call_id: call?.call_id ?? '', output: 'Noted!' }],
    });

    expect(second.output_text).toContain('Noted!');
  });

  describe('a parsed answer', () => {
    const parameters = z.object({ city: z.string(), days: z.array(z.object({ day: z.number() })) });
    const tools = [zodResponsesFunction({ name: 'forecast', parameters })];

    it('has calls with parsed arguments', async () => {
      const body = { model, input: 'Please use the tool forecast.', tools };
      const whole = await responsesOf().parse(body);
      const streamed = await responsesOf().stream(body).finalResponse();

      for (const { output } of [whole, streamed]) {
        const call = output.find((item) => item.type === 'function_call');
        expect(parameters.safeParse(call?.parsed_arguments).success).toBe(true);
      }
    });

    it('has an object beside tools that were not called', async () => {
      const format = zodTextFormat(z.object({ name: z.string() }), 'who');
      const { output_parsed: who } = await responsesOf().parse({
        model,
        input: 'Who are you?',
        tools,
        text: { format },
      });

      expect(who).toEqual({ name: expect.any(String) });
    });
  });

  it('calls only tools that are allowed', async () => {
    const tool = (name: string): OpenAI.Responses.FunctionTool => ({
      type: 'function',
      name,
      parameters: { type: 'object', properties: {}, additionalProperties: false },
      strict: false,
    });
    const { output } = await responsesOf().create({
      model,
      input: 'Please use get_time and get_weather.',
      tools: [tool('get_time'), tool('get_weather')],
      tool_choice: {
        type: 'allowed_tools',
        mode: 'auto',
        tools: [{ type: 'function', name: 'get_weather' }],
      },
    });
    const calls = output.flatMap((item) => (item.type === 'function_call' ? [item.name] : []));

    expect(calls).toEqual(['get_weather']);
  });

  it('ends with a refusal', async () => {
    stage().gateway.standIn.behave(() => ({ kind: 'refusal', refusal: 'I will not.' }));
    const { output, status } = await responsesOf().create({ model, input: 'hi' });
    const message = output.find((item) => item.type === 'message');

    expect(status).toBe('completed');
    expect(message?.content[0]).toMatchObject({ type: 'refusal' });
  });

  it('names a parameter that is wrong', async () => {
    const body = { model, input: 'hi', max_output_tokens: 1 };

    await expect(responsesOf().create(body)).rejects.toMatchObject({
      status: 400,
      param: 'max_output_tokens',
      type: 'invalid_request_error',
    });
  });

  it('hears of calls that nobody has answered', async () => {
    const tools: OpenAI.Responses.FunctionTool[] = [
      { type: 'function', name: 'look', parameters: null, strict: false },
    ];
    const first = await responsesOf().create({ model, input: 'Please use look.', tools });

    await expect(
      responsesOf().create({ model, input: 'hi', tools, previous_response_id: first.id }),
    ).rejects.toMatchObject({ status: 400, message: expect.stringContaining('No tool output') });
  });

  it('compacts a conversation and continues it', async () => {
    const first = await responsesOf().create({ model, input: 'Repeat after me: a blue kettle' });
    const compacted = await responsesOf().compact({
      model,
      input: 'What was it?',
      previous_response_id: first.id,
    });

    expect(compacted.object).toBe('response.compaction');
    expect(compacted.output.at(-1)).toMatchObject({ type: 'compaction' });

    const input = compacted.output.flatMap((item) =>
      item.type === 'compaction' || item.type === 'message' ? [item] : [],
    ) as OpenAI.Responses.ResponseInputItem[];
    const { output_text: text } = await responsesOf().create({
      model,
      input: [...input, { role: 'user', content: 'Count to 3' }],
    });

    expect(text).toBe('1 2 3');
    expect(heard(stage().gateway.standIn).join('\n')).toContain('kettle');
  });
}
