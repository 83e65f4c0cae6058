import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ChatDocument, StreamChatDocument } from '../generated/graphql.ts';
import type {
  CallFragment,
  ChatCompletionInput,
  ChatMutation,
  StreamChatSubscription,
  ToolInput,
} from '../generated/graphql.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, execute, post, textOf, transports, webSocketUrl } from './clients.ts';
import type { Answer } from './clients.ts';
import { lastAsked } from '../support/last-asked.ts';

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

const weather: ToolInput = {
  function: {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const question = ask('call get_weather in Oslo', { model: 'gpt-5.5', tools: [weather] });

/** The input that brings the results: the history, the calls as they came, and the results. */
function withResults(input: ChatCompletionInput, calls: CallFragment[]): ChatCompletionInput {
  const history = Array.isArray(input.messages) ? input.messages : [input.messages];
  return {
    ...input,
    messages: [
      ...history,
      { role: 'ASSISTANT', content: [], toolCalls: calls },
      ...calls.map(({ callId }) => ({
        role: 'TOOL' as const,
        toolCallId: callId,
        content: [{ text: 'Rain in Oslo.' }],
      })),
    ],
  };
}

/** What the service was sent last: over its WebSocket only what is new to it. */
function lastSent(): unknown {
  return lastAsked(gateway.standIn)?.body['input'];
}

const onlyTheOutput = (callId: string | undefined): unknown[] => [
  {
    type: 'function_call_output',
    ...byEngine<object>('outputIds', { 'app-server': { id: expect.any(String) }, direct: {} }),
    call_id: callId,
    output: 'Rain in Oslo.',
  },
];

it('continues in the same turn by mutation, and the service gets only the outputs', async () => {
  const chat = async (input: ChatCompletionInput): Promise<ChatMutation['chatCompletion']> =>
    (await execute(gateway.url, ChatDocument, { input })).chatCompletion;
  const first = await chat(question);
  const calls = 'toolCalls' in first ? first.toolCalls : [];
  expect(first).toMatchObject({ finishReason: 'TOOL_CALLS', text: '' });
  expect(calls).toEqual([
    {
      callId: expect.stringMatching(/^call_/),
      type: 'FUNCTION',
      name: 'get_weather',
      input: expect.stringContaining('Oslo'),
    },
  ]);

  const second = await chat(withResults(question, calls));
  expect(second).toMatchObject({
    finishReason: 'STOP',
    text: expect.stringContaining('Rain in Oslo.'),
  });
  expect(lastSent()).toEqual(onlyTheOutput(calls[0]?.callId));
});

describe.each(transports)('over %s', (_name, subscribe) => {
  it('streams the calls, and continues in the same turn', async () => {
    const first = await allEvents(subscribe(gateway.url, StreamChatDocument, { input: question }));
    const calls = first.flatMap((event) =>
      event.__typename === 'ChatCompletionToolCall' ? [event.toolCall] : [],
    );
    expect(first.at(-1)).toMatchObject({ finishReason: 'TOOL_CALLS' });

    const second = await allEvents(
      subscribe(gateway.url, StreamChatDocument, { input: withResults(question, calls) }),
    );
    expect(textOf(second)).toContain('Rain in Oslo.');
    expect(lastSent()).toEqual(onlyTheOutput(calls[0]?.callId));
  });
});

describe('the API key', () => {
  let locked: TestGateway;

  beforeAll(async () => {
    locked = await startTestGateway({
      args: ['--api-key', 'one:key-of-one,other:key-of-other'],
    });
  });
  afterAll(async () => {
    await locked.close();
  });

  const chatAs = async (
    name: string,
    input: ChatCompletionInput,
  ): Promise<ChatMutation['chatCompletion']> => {
    const body = { query: ChatDocument.toString(), variables: { input } };
    const response = await post(locked.url, body, { authorization: `Bearer key-of-${name}` });
    const { data }: Answer<ChatMutation> = await response.json();
    if (!data) throw new Error('There is no data.');
    return data.chatCompletion;
  };

  it('keeps the results of one client out of the turn of another', async () => {
    const first = await chatAs('one', question);
    const calls = 'toolCalls' in first ? first.toolCalls : [];
    expect(await chatAs('other', withResults(question, calls))).toMatchObject({
      text: expect.stringContaining('Rain in Oslo.'),
    });
    // Another turn: it has no reasoning of the first.
    const whole = lastAsked(locked.standIn)?.input;
    expect(whole?.map(({ type }) => type)).toEqual([
      'message',
      'function_call',
      'function_call_output',
    ]);
  });

  it('is the same over HTTP and in the connectionParams of a WebSocket', async () => {
    const first = await chatAs('one', question);
    const calls = 'toolCalls' in first ? first.toolCalls : [];
    const client = createClient({
      url: webSocketUrl(locked.url),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: 'Bearer key-of-one' },
      retryAttempts: 0,
    });
    const variables = { input: withResults(question, calls) };
    const query = StreamChatDocument.toString();
    const events = await allEvents(client.iterate<StreamChatSubscription>({ query, variables }));
    expect(textOf(events)).toContain('Rain in Oslo.');
    expect(lastAsked(locked.standIn)?.body['input']).toEqual(onlyTheOutput(calls[0]?.callId));
  });
});
