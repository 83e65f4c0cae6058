import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  ReadItemsDocument,
  WatchItemsDocument,
  type ChatCompletionInput,
  type ItemEventFragment,
  type MessageInput,
  type ToolInput,
} from '../generated/graphql.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { ask } from './ask.ts';
import { execute, transports, type Answers } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

async function chat(input: ChatCompletionInput): Promise<string> {
  const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });
  if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
  return chatCompletion.id;
}

async function refusal(input: ChatCompletionInput): Promise<unknown> {
  const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });
  if (chatCompletion.__typename === 'ChatCompletion') throw new Error('It was taken.');
  return chatCompletion;
}

async function all(
  answers: Answers<{ chatCompletionItems: ItemEventFragment }>,
): Promise<ItemEventFragment[]> {
  const events: ItemEventFragment[] = [];
  for await (const { data, errors } of answers) {
    if (!data) throw new Error(JSON.stringify(errors));
    events.push(data.chatCompletionItems);
  }
  return events;
}

const weather: ToolInput = {
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};
const citation = { type: 'url_citation', url: 'https://a.example', start_index: 0, end_index: 3 };

/** An answer that has every kind of item. */
function answerWithAll(): void {
  gateway.standIn.behave(() => ({
    kind: 'items',
    items: [
      {
        kind: 'reasoning',
        id: 'rs_1',
        summary: ['**Look it up**', 'Then call.'],
        tokens: 64,
        encrypted: 'gAAA1',
      },
      {
        kind: 'web_search_call',
        id: 'ws_1',
        members: { action: { type: 'search', query: 'oslo' } },
      },
      {
        kind: 'message',
        id: 'msg_1',
        phase: 'commentary',
        text: 'Let me see.',
        annotations: [citation],
      },
      {
        kind: 'function_call',
        id: 'fc_1',
        callId: 'call_1',
        name: 'get_weather',
        input: '{"city":"Oslo"}',
      },
    ],
  }));
}

const whole = [
  {
    __typename: 'ReasoningItem',
    itemId: 'rs_1',
    status: 'COMPLETED',
    summary: ['**Look it up**', 'Then call.'],
    hasEncryptedContent: true,
    encryptedContent: 'gAAA1',
  },
  {
    __typename: 'HostedItem',
    itemId: 'ws_1',
    status: 'COMPLETED',
    raw: {
      type: 'web_search_call',
      id: 'ws_1',
      status: 'completed',
      action: { type: 'search', query: 'oslo' },
    },
  },
  {
    __typename: 'MessageItem',
    itemId: 'msg_1',
    status: 'COMPLETED',
    role: 'assistant',
    phase: 'commentary',
    parts: [{ __typename: 'TextPart', text: 'Let me see.', annotations: [citation] }],
  },
  {
    __typename: 'ToolCallItem',
    itemId: 'fc_1',
    status: 'COMPLETED',
    toolCall: {
      callId: 'call_1',
      type: 'FUNCTION',
      name: 'get_weather',
      input: '{"city":"Oslo"}',
      namespace: null,
    },
  },
];

describe('ChatCompletion.items', () => {
  it('has everything that the answer is made of, in order and with the ids of the service', async () => {
    answerWithAll();
    const id = await chat(ask('Weather in Oslo?', { tools: [weather], effort: 'high' }));
    const { chatCompletion } = await execute(gateway.url, ReadItemsDocument, { id });
    expect(chatCompletion?.items).toEqual(whole);
  });
});

describe.each(transports)('Subscription.chatCompletionItems over %s', (_name, subscribe) => {
  const watch = async (id: string, after: number): Promise<ItemEventFragment[]> =>
    await all(subscribe(gateway.url, WatchItemsDocument, { id, after }));

  it('adds each item, grows it by its deltas and ends it', async () => {
    answerWithAll();
    const id = await chat(ask('Weather in Oslo?', { tools: [weather], effort: 'high' }));
    const events = await watch(id, -1);

    expect(events.at(0)).toMatchObject({ __typename: 'ChatCompletionStarted', sequence: 0 });
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatCompletionDone',
      finishReason: 'TOOL_CALLS',
    });
    const ended = events.flatMap((event) =>
      event.__typename === 'ChatCompletionItemDone' ? [[event.index, event.item]] : [],
    );
    expect(ended).toEqual(whole.map((item, index) => [index, item]));
    const begun = events.flatMap((event) =>
      event.__typename === 'ChatCompletionItemAdded' ? [event.item] : [],
    );
    expect(begun.map(({ itemId, status }) => [itemId, status])).toEqual([
      ['rs_1', 'IN_PROGRESS'],
      ['ws_1', 'IN_PROGRESS'],
      ['msg_1', 'IN_PROGRESS'],
      ['fc_1', 'IN_PROGRESS'],
    ]);
    const text = events.map((event) =>
      event.__typename === 'ChatCompletionItemTextDelta' ? event.text : '',
    );
    expect(text.join('')).toBe('Let me see.');
    const call = events.find((event) => event.__typename === 'ChatCompletionItemCall');
    expect(call).toMatchObject({ index: 3, toolCall: { input: '{"city":"Oslo"}' } });
  });

  it('continues after any event, and after what a query has read', async () => {
    answerWithAll();
    const id = await chat(ask('Weather in Oslo?', { tools: [weather], effort: 'high' }));
    const events = await watch(id, -1);
    for (const [index, { sequence }] of events.entries()) {
      expect(await watch(id, sequence)).toEqual(events.slice(index + 1));
    }
    const { chatCompletion } = await execute(gateway.url, ReadItemsDocument, { id });
    expect(chatCompletion?.lastItemSequence).toBe(events.at(-1)?.sequence);
  });

  it('says why it cannot start', async () => {
    expect(await watch('chatcmpl-0', -1)).toMatchObject([
      { __typename: 'ChatCompletionUnavailable', error: { code: 'COMPLETION_NOT_FOUND' } },
    ]);
    const id = await chat(ask('Hi'));
    expect(await watch(id, 9999)).toMatchObject([
      {
        __typename: 'ChatCompletionUnavailable',
        sequence: 9999,
        error: { code: 'INVALID_VALUE', param: 'after' },
      },
    ]);
  });
});

describe('a history with items', () => {
  const history: MessageInput[] = [
    { role: 'USER', content: [{ text: 'Weather in Bergen?' }] },
    {
      role: 'REASONING',
      itemId: 'rs_1',
      content: [{ text: '**Look it up**' }],
      encryptedContent: 'gAAA1',
    },
    {
      role: 'ITEM',
      item: {
        type: 'web_search_call',
        id: 'ws_1',
        status: 'completed',
        action: { type: 'search', query: 'oslo' },
      },
    },
    {
      role: 'ASSISTANT',
      itemId: 'msg_1',
      phase: 'commentary',
      content: [{ text: 'Let me see.' }],
    },
  ];
  const call = { callId: 'call_1', name: 'get_weather', input: '{"city":"Oslo"}' };
  const result: MessageInput = { role: 'TOOL', toolCallId: 'call_1', content: [{ text: 'Rain.' }] };

  it('reaches the service with its ids, its phases and its encrypted reasoning', async () => {
    await chat({
      effort: 'high',
      tools: [weather],
      messages: [
        ...history,
        { role: 'ASSISTANT', toolCalls: [{ ...call, itemId: 'fc_1' }] },
        result,
      ],
    });
    const sent = JSON.stringify(lastAsked(gateway.standIn)?.body['input']);
    expect(JSON.parse(sent)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'reasoning', encrypted_content: 'gAAA1' }),
        expect.objectContaining({ type: 'web_search_call' }),
        expect.objectContaining({ type: 'message', role: 'assistant', phase: 'commentary' }),
        expect.objectContaining({ type: 'function_call', call_id: 'call_1' }),
        expect.objectContaining({ type: 'function_call_output', call_id: 'call_1' }),
      ]),
    );
  });

  it('may have reasoning between the calls of one answer', async () => {
    const id = await chat({
      effort: 'high',
      tools: [weather],
      messages: [
        ...history.slice(0, 1),
        { role: 'ASSISTANT', toolCalls: [call] },
        { role: 'REASONING', encryptedContent: 'gAAA2' },
        { role: 'ASSISTANT', toolCalls: [{ ...call, callId: 'call_2' }] },
        result,
        { ...result, toolCallId: 'call_2' },
      ],
    });
    expect(id).toMatch(/^chatcmpl-/);
  });

  it('says which items do not reach the service', async () => {
    const messages: MessageInput[] = [
      ...history,
      { role: 'ITEM', item: { type: 'mcp_call', id: 'mcp_1', name: 'find' } },
      { role: 'USER', content: [{ text: 'And?' }] },
    ];
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input: { messages } });
    const unmet = byEngine<string[]>('toolSchemas', {
      'app-server': ['messages[4].item'],
      direct: [],
    });
    expect(chatCompletion).toMatchObject({ unmet });
  });

  it.each([
    [
      { role: 'REASONING' as const },
      'messages[0].encryptedContent: a message of the role REASONING needs it.',
    ],
    [
      { role: 'USER' as const, content: [{ text: 'Hi' }], phase: 'commentary' },
      'messages[0].phase: only for a message of the role ASSISTANT.',
    ],
    [
      { role: 'ASSISTANT' as const, content: [{ text: 'Hi' }], phase: 'loud' },
      'messages[0].phase must be commentary or final_answer.',
    ],
    [
      { role: 'ITEM' as const },
      'messages[0].item: a message of the role ITEM needs it, with the type of the item.',
    ],
    [
      { role: 'ITEM' as const, item: { type: 'function_call_output', call_id: 'call_1' } },
      'messages[0].item: in place of an item of the type function_call_output, send a message of the role TOOL.',
    ],
    [
      { role: 'ITEM' as const, item: { type: 'compaction' }, content: [{ text: 'Hi' }] },
      'messages[0].content: a message of the role ITEM has none.',
    ],
    [{ role: 'USER' as const }, 'messages[0].content must hold at least one part.'],
  ])('is refused by the name of the field at fault: %j', async (message, words) => {
    expect(await refusal({ messages: [message] })).toMatchObject({
      __typename: 'InvalidRequestError',
      message: words,
    });
  });
});

describe('tools in namespaces', () => {
  const tool = (namespace: string): ToolInput => ({
    function: { ...weather.function, name: 'find', namespace: { name: namespace } },
  });

  it('may have one name, and a call says which it is of', async () => {
    const asked = byEngine('toolSchemas', {
      'app-server': { name: 'trips__find' },
      direct: { name: 'find', namespace: 'trips' },
    });
    gateway.standIn.behave(() => ({
      kind: 'calls',
      calls: [{ ...asked, arguments: '{"city":"Oslo"}' }],
    }));
    const id = await chat(ask('Find it', { tools: [tool('files'), tool('trips')] }));
    const { chatCompletion } = await execute(gateway.url, ReadItemsDocument, { id });
    expect(chatCompletion?.items).toMatchObject([
      { __typename: 'ToolCallItem', toolCall: { name: 'find', namespace: 'trips' } },
    ]);
  });

  it('must differ within one namespace', async () => {
    expect(await refusal(ask('Find it', { tools: [tool('files'), tool('files')] }))).toMatchObject({
      message: "tools[1].function.name: another tool is called 'find' as well.",
    });
  });
});

describe('reasoningSummary', () => {
  it.each([
    ['DETAILED' as const, 'detailed'],
    ['CONCISE' as const, 'concise'],
  ])('reaches the service as %s', async (reasoningSummary, sent) => {
    await chat(ask(`Sum up ${sent}`, { effort: 'high', reasoningSummary }));
    expect(lastAsked(gateway.standIn)?.body['reasoning']).toMatchObject({ summary: sent });
  });
});
