import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventFragment } from '../generated/graphql.ts';
import { ReadChatDocument, StreamChatDocument, WatchChatDocument } from '../generated/graphql.ts';
import { chatBody, post } from '../rest/client.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask, startOverRest } from './ask.ts';
import { allEvents, eventsOf, execute, textOf, transports } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 200 });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

describe.each(transports)('Subscription.chatCompletionEvents over %s', (_name, subscribe) => {
  const watch = async (id: string, after?: number): Promise<EventFragment[]> =>
    await allEvents(
      subscribe(gateway.url, WatchChatDocument, { id, ...(after !== undefined && { after }) }),
    );
  const stream = async (text: string): Promise<EventFragment[]> =>
    await allEvents(subscribe(gateway.url, StreamChatDocument, { input: ask(text) }));

  it('shows a completion that REST started, while it streams', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 3, text: 'One two three four.' }));
    const started = await startOverRest(gateway.url, 'Say something');
    const events: EventFragment[] = [];
    for await (const event of eventsOf(
      subscribe(gateway.url, WatchChatDocument, { id: started.id }),
    )) {
      events.push(event);
      if (event.sequence === 3) started.leave();
    }
    expect(textOf(events)).toBe('One two three');
    expect(events[0]).toMatchObject({
      completion: { id: started.id, surface: 'CHAT_COMPLETIONS' },
    });
    expect(events.at(-1)).toMatchObject({
      error: { __typename: 'CancelledError', code: 'CANCELLED' },
    });
  });

  it('shows the tools that a completion calls', async () => {
    const calls = [
      { name: 'look', arguments: '{"at":"tea"}' },
      { name: 'listen', arguments: '{}' },
    ];
    gateway.standIn.behave(() => ({ kind: 'calls', calls }));
    const tools = calls.map(({ name }) => ({ type: 'function', function: { name } }));
    const answer = await post(`${gateway.url}/v1/chat/completions`, chatBody({ tools }));
    const { id }: { readonly id: string } = await answer.json();
    const events = await watch(id);

    const toolCalls = calls.map(({ name, arguments: input }) => ({
      callId: expect.stringMatching(/^call_/),
      type: 'FUNCTION',
      name,
      input,
    }));
    const begun = calls.map(({ name, arguments: text }, index) =>
      byEngine<object[]>('argumentDeltas', {
        'app-server': [],
        direct: [
          { __typename: 'ChatCompletionToolCallStarted', index, name },
          { __typename: 'ChatCompletionToolCallDelta', index, text },
        ],
      }),
    );
    expect(events.slice(1)).toMatchObject([
      ...(begun[0] ?? []),
      { __typename: 'ChatCompletionToolCall', index: 0, toolCall: toolCalls[0] },
      ...(begun[1] ?? []),
      { __typename: 'ChatCompletionToolCall', index: 1, toolCall: toolCalls[1] },
      { __typename: 'ChatCompletionDone', finishReason: 'TOOL_CALLS' },
    ]);
    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id });
    expect(chatCompletion).toMatchObject({ toolCalls, finishReason: 'TOOL_CALLS' });
  });

  it('leaves the completion alone when it is unsubscribed', async () => {
    const started = await startOverRest(gateway.url, 'Count to 20');
    for await (const event of eventsOf(
      subscribe(gateway.url, WatchChatDocument, { id: started.id }),
    )) {
      if (event.__typename === 'ChatCompletionDelta') break;
    }
    expect(await started.rest()).toMatch(/data: \[DONE\]\n\n$/);
  });

  it('says that it knows no completion of that id', async () => {
    expect(await watch('chatcmpl-none', 3)).toEqual([
      {
        __typename: 'ChatCompletionUnavailable',
        completionId: 'chatcmpl-none',
        sequence: 3,
        error: {
          __typename: 'CompletionNotFoundError',
          code: 'COMPLETION_NOT_FOUND',
          message: "No running or recent completion has the id 'chatcmpl-none'.",
        },
      },
    ]);
  });

  it('refuses a sequence that no event has carried', async () => {
    const events = await stream('Count to 2');
    const id = events[0]?.completionId ?? '';
    expect(await watch(id, 99)).toEqual([
      {
        __typename: 'ChatCompletionUnavailable',
        completionId: id,
        sequence: 99,
        error: {
          __typename: 'InvalidRequestError',
          code: 'INVALID_VALUE',
          message: `after must be the sequence of an event of this completion, so far 0 to ${events.length - 1}, or -1 for the start; it is 99.`,
          param: 'after',
        },
      },
    ]);
  });
});
