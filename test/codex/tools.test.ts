import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import { keyCaller } from '../support/callers.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { JsonObject } from '../../src/codex/completion/tools.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { lastAsked } from '../support/last-asked.ts';
import { whenAsked } from '../support/when-asked.ts';

describe.each(['websocket', 'sse'] as const)('tools, over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  async function answer(request: CompletionRequest): Promise<CompletionResult> {
    return await (await test.core.run(request, never())).result();
  }

  function bodies(): Record<string, unknown>[] {
    return test.standIn.requests.filter(({ prewarm }) => !prewarm).map(({ body }) => body);
  }

  it('come back as calls with the ids and arguments of the service, and exact usage', async () => {
    test.standIn.behave(() => ({
      kind: 'calls',
      calls: [
        { name: 'get_weather', arguments: '{"city":  "Oslo"}' },
        { name: 'get_time', arguments: '{"city":"Rome"}' },
      ],
    }));
    const tools = [functionTool('get_weather'), functionTool('get_time')];
    const completion = await test.core.run(ask('weather?', { tools }), never());
    const result = await completion.result();

    expect(result).toMatchObject({ finishReason: 'tool_calls', text: '' });
    expect(result.toolCalls).toEqual([
      {
        type: 'function',
        id: expect.stringMatching(/^call_/),
        name: 'get_weather',
        input: '{"city":  "Oslo"}',
      },
      {
        type: 'function',
        id: expect.stringMatching(/^call_/),
        name: 'get_time',
        input: '{"city":"Rome"}',
      },
    ]);
    expect(result.usage?.outputTokens).toBeGreaterThan(0);
    const types: string[] = [];
    for await (const event of completion.events()) types.push(event.type);
    expect(types).toEqual(['started', 'tool-call', 'tool-call', 'done']);
  });

  it('reach the model with their whole schema, what Codex drops being told in words', async () => {
    const kept: JsonObject = {
      type: 'object',
      properties: {
        place: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/point' }] },
        list: { type: 'array', items: { type: ['string', 'null'] }, minItems: 1 },
        more: { type: 'object', properties: {}, additionalProperties: { type: 'number' } },
      },
      required: ['place'],
      additionalProperties: false,
      $defs: { point: { type: 'object', properties: { x: { type: 'number' } } } },
    };
    const parameters: JsonObject = {
      type: 'object',
      properties: {
        day: { type: 'string', description: 'A day.', format: 'date', default: 'today' },
        size: { const: 5 },
        kind: { enum: ['a', 1, null] },
        name: { type: 'string', not: { enum: ['x'] } },
      },
    };
    await answer(
      ask('hello', { tools: [functionTool('kept', kept), functionTool('told', parameters)] }),
    );

    const tool = { type: 'function', strict: false };
    expect(bodies().at(-1)?.['tools']).toEqual([
      { ...tool, name: 'kept', description: 'The tool kept.', parameters: kept },
      {
        ...tool,
        name: 'told',
        description: 'The tool told.',
        parameters: {
          type: 'object',
          properties: {
            day: { type: 'string', description: 'A day. (format: "date", default: "today")' },
            size: { type: 'integer', enum: [5] },
            kind: { type: ['string', 'integer', 'null'], enum: ['a', 1, null] },
            name: { type: 'string', description: '(not: {"enum":["x"]})' },
          },
        },
      },
    ]);
  });

  it.each(['exec_command', 'shell_command', 'mcp', 'mcp__files__read'])(
    'may be named %s, which Codex keeps for itself',
    async (name) => {
      test.standIn.behave(() => ({
        kind: 'calls',
        calls: [{ name: `fn_${name}`, arguments: '{"city":"Oslo"}' }],
      }));
      const request = ask('go', { tools: [functionTool(name)] });
      const first = await answer(request);
      expect(first.toolCalls).toEqual([expect.objectContaining({ name })]);

      test.standIn.behave(undefined);
      const second = await answer(withResults(request, first, () => 'fine'));
      expect(second.text).toContain('fine');
    },
  );

  it('continue in the same turn when the results come, and the service gets only these', async () => {
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const first = await answer(request);
    const second = await answer(withResults(request, first, () => 'Rain in Oslo.'));

    expect(second).toMatchObject({ finishReason: 'stop' });
    expect(second.text).toContain('Rain in Oslo.');
    const body = bodies().at(-1);
    const output = {
      type: 'function_call_output',
      id: expect.any(String),
      call_id: first.toolCalls[0]?.id,
      output: 'Rain in Oslo.',
    };
    const isWebSocket = transport === 'websocket';
    // Over SSE the history goes along, with the reasoning of the first answer.
    const history = [expect.any(Object), expect.objectContaining({ type: 'reasoning' })];
    const call = expect.objectContaining({ type: 'function_call' });
    expect(body?.['input']).toEqual([...(isWebSocket ? [] : [...history, call]), output]);
    expect(typeof body?.['previous_response_id']).toBe(isWebSocket ? 'string' : 'undefined');
    expect(second.usage?.cachedInputTokens).toBeGreaterThan(0);
  });

  it.each([
    [
      'another history',
      (request: CompletionRequest) => ({
        ...request,
        messages: [...ask('be kind').messages, ...request.messages],
      }),
    ],
    ['another model', (request: CompletionRequest) => ({ ...request, model: 'gpt-6-sol' })],
    ['another effort', (request: CompletionRequest) => ({ ...request, effort: 'low' })],
    [
      'another list of tools',
      (request: CompletionRequest) => ({
        ...request,
        tools: [...(request.tools ?? []), functionTool('more')],
      }),
    ],
    [
      'another API key',
      (request: CompletionRequest) => ({ ...request, caller: keyCaller('other') }),
    ],
    [
      'another call id',
      (request: CompletionRequest): CompletionRequest =>
        JSON.parse(JSON.stringify(request).replaceAll(/call_[\da-f]+/g, 'call_other')),
    ],
  ])('are replayed in a new thread, with the same answer, for %s', async (_, change) => {
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const first = await answer(request);
    const next = withResults(request, first, () => 'Rain in Oslo.');
    const replayed = await answer(change(next));

    expect(replayed).toMatchObject({ finishReason: 'stop', toolCalls: [] });
    expect(replayed.text).toContain('Rain in Oslo.');
    const sent = lastAsked(test.standIn);
    expect(sent?.input.filter(({ type }) => type !== 'message' && type !== 'reasoning')).toEqual([
      expect.objectContaining({ type: 'function_call', name: 'get_weather' }),
      expect.objectContaining({ type: 'function_call_output', output: 'Rain in Oslo.' }),
    ]);
    expect(sent?.input.filter(({ type }) => type === 'reasoning')).toEqual([]);
  });

  it('continue in the same turn for a client that rewrites the JSON of the calls', async () => {
    test.standIn.behave((request) =>
      request.input.some(({ type }) => type === 'function_call_output')
        ? undefined
        : { kind: 'calls', calls: [{ name: 'get_weather', arguments: '{"city":  "Oslo"}' }] },
    );
    const request = ask('weather?', { tools: [functionTool('get_weather')] });
    const first = await answer(request);
    const rewritten = first.toolCalls.map((call) => ({ ...call, input: '{"city":"Oslo"}' }));
    const second = await answer(
      withResults(request, { ...first, toolCalls: rewritten }, () => 'Rain.'),
    );

    expect(second.text).toContain('Rain.');
    expect(lastAsked(test.standIn)?.input).toContainEqual(
      // A replayed item has no status.
      expect.objectContaining({ type: 'function_call', status: 'completed' }),
    );
  });

  it('come back also when Codex could not have run them: unknown, or with arguments that are no JSON', async () => {
    const calls = [
      { name: 'nope', arguments: '{}' },
      { name: 'get_weather', arguments: '{"city": oops' },
      { name: 'get_weather', arguments: '{"city":"Oslo"}' },
    ];
    test.standIn.behave(() => ({ kind: 'calls', calls }));
    const request = ask('weather?', { tools: [functionTool('get_weather')] });
    const first = await answer(request);
    expect(first.toolCalls.map(({ name, input }) => ({ name, arguments: input }))).toEqual(calls);

    test.standIn.behave(undefined);
    const second = await answer(withResults(request, first, (_, name) => `out of ${name}`));
    expect(second.text).toContain('out of get_weather');
    expect(second.finishReason).toBe('stop');
  });

  it.each([
    ['in the same turn', {}],
    ['replayed', { effort: 'low' }],
  ])('may give back pictures, %s', async (_, change) => {
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const first = await answer(request);
    const pixel =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const next = withResults(request, first, () => 'A map:');
    await answer({
      ...next,
      ...change,
      messages: [
        ...next.messages.slice(0, -1),
        {
          role: 'tool',
          toolCallId: first.toolCalls[0]?.id ?? '',
          content: [
            { type: 'text', text: 'A map:' },
            { type: 'image', dataUrl: pixel },
          ],
        },
      ],
    });

    expect(lastAsked(test.standIn)?.input.at(-1)).toMatchObject({
      type: 'function_call_output',
      output: [
        { type: 'input_text', text: 'A map:' },
        { type: 'input_image', image_url: pixel },
      ],
    });
  });

  it('with free text are called with text', async () => {
    const tools = [{ type: 'custom', name: 'note', description: 'Takes a note.' }] as const;
    test.standIn.behave(() => ({
      kind: 'calls',
      calls: [{ name: 'note', arguments: '{"input":"buy tea"}' }],
    }));
    const request = ask('note it', { tools });
    const first = await answer(request);
    expect(first.toolCalls).toEqual([
      { type: 'custom', id: expect.any(String), name: 'note', input: 'buy tea' },
    ]);

    test.standIn.behave(undefined);
    expect((await answer(withResults(request, first, () => 'noted'))).text).toContain('noted');
  });

  it('are not known to the model when the choice is none, and only the named one is when it is named', async () => {
    const tools = [functionTool('get_weather'), functionTool('get_time')];
    await answer(ask('hello', { tools, toolChoice: 'none' }));
    expect(bodies().at(-1)?.['tools']).toEqual([]);

    await answer(ask('call get_time', { tools, toolChoice: { name: 'get_time' } }));
    expect(bodies().at(-1)?.['tools']).toEqual([expect.objectContaining({ name: 'get_time' })]);
  });

  it('are asked for once more when one is required and the model answers in words', async () => {
    const tools = [functionTool('get_weather')];
    const calls = [{ name: 'get_weather', arguments: '{"city":"Oslo"}' }];
    const text = { kind: 'text', text: 'No.' } as const;
    test.standIn.behave(whenAsked('hm', text, { kind: 'calls', calls }));
    const completion = await test.core.run(ask('hm', { tools, toolChoice: 'required' }), never());
    expect(await completion.result()).toMatchObject({ finishReason: 'tool_calls', text: '' });
    expect(completion.unmet).toEqual([]);

    test.standIn.behave(() => ({ kind: 'text', text: 'No.' }));
    const stubborn = await test.core.run(ask('hm', { tools, toolChoice: 'required' }), never());
    expect(await stubborn.result()).toMatchObject({ finishReason: 'stop', text: 'No.' });
    expect(stubborn.unmet).toEqual(['tool_choice']);
  });

  it('come one at a time when parallel calls are not allowed, and none is lost', async () => {
    const tools = [functionTool('get_weather'), functionTool('get_time')];
    let request = ask('call get_weather and get_time', { tools, allowsParallelToolCalls: false });
    const before = bodies().length;
    const first = await answer(request);
    request = withResults(request, first, () => 'Rain.');
    const second = await answer(request);
    request = withResults(request, second, () => 'Noon.');
    const third = await answer(request);

    expect(first.toolCalls.map(({ name }) => name)).toEqual(['get_weather']);
    expect(second.toolCalls.map(({ name }) => name)).toEqual(['get_time']);
    expect(third.text).toMatch(/Rain\.[\s\S]*Noon\./);
    expect(bodies()).toHaveLength(before + 2);
  });
});
