import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PlannedItem } from '../../src/standin/behaviour.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { respond, response, streamed, textOf, type StreamedEvent } from './client.ts';

let gateway: TestGateway;
/** One that lets the model search the web. */
let searching: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  searching = await startTestGateway({ args: ['--web-search', 'on'] });
});
afterAll(async () => {
  await gateway.close();
  await searching.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
  searching.standIn.behave(undefined);
});

/** The types of a stream's events, each run of deltas as one. */
function kindsOf(events: readonly StreamedEvent[]): string[] {
  const kinds = events.map(({ type }) => type.replace('response.', ''));
  return kinds.filter((kind, index) => !kind.endsWith('.delta') || kind !== kinds[index - 1]);
}

/** The response in a stream's last event. */
function endOf(events: readonly StreamedEvent[]): unknown {
  return events.at(-1)?.['response'];
}

const written = z.object({
  output: z.array(
    z.object({
      type: z.string(),
      name: z.string().optional(),
      content: z.array(z.object({ text: z.string() })).optional(),
    }),
  ),
  codex_serve: z.object({ unmet: z.array(z.string()) }).optional(),
});

const message = ['output_item.added', 'content_part.added', 'output_text.delta'];
const messageEnd = ['output_text.done', 'content_part.done', 'output_item.done'];
const lookUp = {
  type: 'function',
  name: 'look_up',
  parameters: { type: 'object', properties: { word: { type: 'string' } } },
};

describe('the items of a response', () => {
  it('are the commentary, the calls and the final answer, each by itself', async () => {
    const items: PlannedItem[] = [
      { kind: 'reasoning', summary: ['**One**', '**Two**'], tokens: 20, encrypted: 'gAAA' },
      { kind: 'message', text: 'I look it up.', phase: 'commentary' },
      { kind: 'reasoning', summary: [], tokens: 20, encrypted: 'gBBB' },
      { kind: 'message', text: 'Here it is.', phase: 'final_answer' },
    ];
    gateway.standIn.behave(() => ({ kind: 'items', items }));
    const more = { reasoning: { summary: 'auto' } };
    const events = await streamed(gateway.url, more);
    const whole = await response(gateway.url, more);

    const paragraph = [
      'reasoning_summary_part.added',
      'reasoning_summary_text.delta',
      'reasoning_summary_text.done',
      'reasoning_summary_part.done',
    ];
    expect(kindsOf(events)).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      ...paragraph,
      ...paragraph,
      'output_item.done',
      ...message,
      ...messageEnd,
      'output_item.added',
      'output_item.done',
      ...message,
      ...messageEnd,
      'completed',
    ]);
    const output = [
      {
        type: 'reasoning',
        encrypted_content: 'gAAA',
        summary: [{ text: '**One**' }, { text: '**Two**' }],
      },
      { type: 'message', phase: 'commentary', content: [{ text: 'I look it up.' }] },
      { type: 'reasoning', encrypted_content: 'gBBB', summary: [] },
      { type: 'message', phase: 'final_answer', content: [{ text: 'Here it is.' }] },
    ];
    expect(endOf(events)).toMatchObject({ output });
    expect(whole).toMatchObject({ output });
    expect(whole).not.toHaveProperty('output.1.status', 'incomplete');
  });

  it('have the ids that the service gave them', async () => {
    const items: PlannedItem[] = [
      { kind: 'reasoning', id: 'rs_own', summary: [], tokens: 20, encrypted: 'gAAA' },
      { kind: 'message', id: 'msg_own', text: 'Hi' },
    ];
    gateway.standIn.behave(() => ({ kind: 'items', items }));

    expect(await response(gateway.url)).toMatchObject({
      output: [{ id: 'rs_own' }, { id: 'msg_own' }],
    });
  });

  it('are many, all with ids of their own', async () => {
    const items: PlannedItem[] = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0
        ? { kind: 'reasoning', summary: [], tokens: 1, encrypted: `g${index}` }
        : { kind: 'message', text: `Part ${index}. `, phase: 'commentary' },
    );
    gateway.standIn.behave(() => ({ kind: 'items', items }));
    const events = await streamed(gateway.url);

    const added = events.filter(({ type }) => type === 'response.output_item.added');
    expect(added.map(({ output_index: index }) => index)).toEqual(items.map((_, index) => index));
    expect(endOf(events)).toMatchObject({ output: { length: 60 } });
  });

  it('are calls side by side, with their names and at least one delta each', async () => {
    gateway.standIn.behave(() => ({
      kind: 'calls',
      calls: [
        { name: 'look_up', arguments: '{"word":"fjord"}', callId: 'call_1' },
        { name: 'look_up', arguments: '{"word":"fjell"}', callId: 'call_2' },
      ],
    }));
    const more = { tools: [lookUp] };
    const events = await streamed(gateway.url, more);
    const whole = await response(gateway.url, more);

    const calls = ['fjord', 'fjell'].map((word, index) => ({
      type: 'function_call',
      id: expect.stringMatching(/^fc_/),
      call_id: `call_${index + 1}`,
      name: 'look_up',
      arguments: JSON.stringify({ word }),
      status: 'completed',
    }));
    expect(endOf(events)).toMatchObject({ status: 'completed', output: calls });
    expect(whole).toMatchObject({ status: 'completed', output: calls });
    const done = events.filter(({ type }) => type === 'response.function_call_arguments.done');
    expect(done).toMatchObject(
      calls.map((call) => ({ name: 'look_up', arguments: call.arguments })),
    );
  });

  it('are calls of custom tools, and of tools in a namespace', async () => {
    const tools = [
      { type: 'custom', name: 'shell' },
      { type: 'namespace', name: 'wiki', description: 'An encyclopedia.', tools: [lookUp] },
    ];
    const calls = byEngine('customTools', {
      'app-server': [
        { name: 'shell', arguments: '{"input":"ls -l"}' },
        { name: 'wiki__look_up', arguments: '{"word":"fjord"}' },
      ],
      direct: [
        { name: 'shell', arguments: 'ls -l' },
        { name: 'look_up', namespace: 'wiki', arguments: '{"word":"fjord"}' },
      ],
    });
    gateway.standIn.behave(() => ({ kind: 'calls', calls }));
    const events = await streamed(gateway.url, { tools });

    const output = [
      {
        type: 'custom_tool_call',
        name: 'shell',
        input: 'ls -l',
      },
      { type: 'function_call', name: 'look_up', namespace: 'wiki', arguments: '{"word":"fjord"}' },
    ];
    expect(endOf(events)).toMatchObject({ output });
    expect(kindsOf(events)).toEqual(
      expect.arrayContaining(['custom_tool_call_input.delta', 'custom_tool_call_input.done']),
    );
    expect(await response(gateway.url, { tools })).toMatchObject({ output });
  });

  it('are a refusal in its own part, and the response is completed', async () => {
    gateway.standIn.behave(() => ({ kind: 'refusal', refusal: 'I cannot help with that.' }));
    const events = await streamed(gateway.url);
    const whole = await response(gateway.url);

    const refusal = byEngine('refusalText', {
      'app-server': 'The model refused this request. Its words are not available.',
      direct: 'I cannot help with that.',
    });
    const output = [{ type: 'message', content: [{ type: 'refusal', refusal }] }];
    expect(endOf(events)).toMatchObject({ status: 'completed', output });
    expect(whole).toMatchObject({ status: 'completed', output });
    expect(kindsOf(events)).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'content_part.added',
      'refusal.delta',
      'refusal.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ]);
  });

  it('are texts with the probabilities of their tokens, where the engine has them', async () => {
    gateway.standIn.behave(() => ({
      kind: 'items',
      items: [{ kind: 'message', text: 'One two', topLogprobs: 1 }],
    }));
    const more = { include: ['message.output_text.logprobs'] };
    const events = await streamed(gateway.url, more);
    const answer = await respond(gateway.url, more);

    const tokens = byEngine('sampling', { 'app-server': [], direct: ['One', ' two'] });
    const shown = tokens.map((token) => ({ token, logprob: expect.any(Number) }));
    const deltas = events.filter(({ type }) => type === 'response.output_text.delta');
    expect(deltas.flatMap(({ logprobs }) => logprobs)).toMatchObject(shown);
    expect(endOf(events)).toMatchObject({ output: [{ content: [{ logprobs: shown }] }] });
    expect(answer.headers.get('x-codex-serve-ignored')).toBe(
      byEngine('sampling', { 'app-server': 'include[message.output_text.logprobs]', direct: null }),
    );
    expect(await answer.json()).toMatchObject({ output: [{ content: [{ logprobs: shown }] }] });
  });

  it('are structured output as the schema asks', async () => {
    const schema = {
      type: 'object',
      properties: { n: { type: 'integer' } },
      required: ['n'],
      additionalProperties: false,
    };
    gateway.standIn.behave(() => ({ kind: 'text', text: '{"n":7}' }));
    const format = { type: 'json_schema', name: 'number', schema, strict: true };
    const whole = await response(gateway.url, { text: { format } });

    expect(whole).toMatchObject({
      text: { format, verbosity: 'medium' },
      output: [{ content: [{ text: '{"n":7}' }] }],
    });
  });
});

describe('messages of an answer in JSON', () => {
  const json = { text: { format: { type: 'json_object' } } };

  /** What each message of a response says, with the names of the calls between them. */
  const saidIn = (answer: unknown): unknown[] =>
    written
      .parse(answer)
      .output.map(
        ({ type, content = [], name }) =>
          name ?? (type === 'reasoning' ? type : content.map(({ text }) => text)),
      );

  it.each<[string, PlannedItem[], unknown[], string[] | undefined]>([
    [
      'a preamble ahead of the JSON',
      [
        { kind: 'message', text: 'I look.', phase: 'commentary' },
        { kind: 'reasoning', summary: [], tokens: 20, encrypted: 'gAAA' },
        { kind: 'message', text: '{"a":1}', phase: 'final_answer' },
      ],
      [['I look.'], 'reasoning', ['{"a":1}']],
      ['text.format'],
    ],
    [
      'JSON in two messages',
      [
        { kind: 'message', text: '{"a":' },
        { kind: 'message', text: '1}' },
      ],
      [['{"a":'], ['1}']],
      undefined,
    ],
    [
      'a preamble ahead of a call',
      [
        { kind: 'message', text: 'I look.', phase: 'commentary' },
        { kind: 'message', text: '{"b":', phase: 'commentary' },
        { kind: 'function_call', name: 'look_up', input: '{}' },
      ],
      [['I look.'], ['{"b":'], 'look_up'],
      undefined,
    ],
  ])('keep what each of them says: %s', async (_what, items, said, unmet) => {
    gateway.standIn.behave(() => ({ kind: 'items', items }));
    const more = { ...json, tools: [lookUp], store: false };
    const whole = await response(gateway.url, more);
    const events = await streamed(gateway.url, more);

    expect(saidIn(whole)).toEqual(said);
    expect(saidIn(endOf(events))).toEqual(said);
    expect(written.parse(whole).codex_serve?.unmet).toEqual(unmet);
    expect(written.parse(endOf(events)).codex_serve?.unmet).toEqual(unmet);
  });
});

describe('a search of the web', () => {
  const action = { type: 'search', query: 'fjords' };
  const items: PlannedItem[] = [
    { kind: 'web_search_call', id: 'ws_1', members: { action } },
    {
      kind: 'message',
      text: 'See A.',
      annotations: [
        { type: 'url_citation', url: 'https://a.test/', title: 'A', start_index: 4, end_index: 5 },
      ],
    },
  ];

  it('is an item with its steps, and its pages are annotations', async () => {
    searching.standIn.behave(() => ({ kind: 'items', items }));
    const events = await streamed(searching.url, { tools: [{ type: 'web_search' }] });

    expect(kindsOf(events)).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'web_search_call.in_progress',
      'web_search_call.searching',
      'web_search_call.completed',
      'output_item.done',
      ...message,
      'output_text.annotation.added',
      ...messageEnd,
      'completed',
    ]);
    expect(endOf(events)).toMatchObject({
      output: [
        { type: 'web_search_call', status: 'completed', action },
        { type: 'message', content: [{ annotations: [{ url: 'https://a.test/' }] }] },
      ],
    });
  });

  it('is not shown to a client that did not declare the tool', async () => {
    searching.standIn.behave(() => ({ kind: 'items', items }));
    const events = await streamed(searching.url);

    expect(JSON.stringify(events)).not.toContain('web_search_call');
    expect(textOf(events)).toBe('See A.');
    expect(endOf(events)).toMatchObject({ output: [{ type: 'message' }] });
  });
});
