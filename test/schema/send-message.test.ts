import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  ConversationsDocument,
  StreamMessageDocument,
  WatchChatDocument,
} from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { whenAsked } from '../support/when-asked.ts';
import { ask } from './ask.ts';
import { allEvents, answer, execute, subscribeOverSse, textOf, transports } from './clients.ts';
import { conversationClient } from './conversation-client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--store', 'memory'] });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

const { send, say, refusalOf, turnsOf, said } = conversationClient(() => gateway.url);

/** The texts that the service was sent last, with their roles. */
function lastTold(): string[] {
  const { input } = lastAsked(gateway.standIn)?.body ?? {};
  return JSON.stringify(input).match(/(?<="text":")[^"]*/g) ?? [];
}

describe('Mutation.sendMessage', () => {
  it('begins a conversation, and continues it without its history', async () => {
    const first = await say('Say exactly: one');
    expect(first.id).toMatch(/^resp_/);
    expect(first.conversationId).toMatch(/^conv_/);
    const { conversationId } = first;
    const second = await say('Say exactly: two', { conversationId });
    expect(second.conversationId).toBe(conversationId);

    expect(await said(conversationId)).toEqual([
      'Say exactly: one',
      'one',
      'Say exactly: two',
      'two',
    ]);
    expect(await turnsOf(conversationId)).toMatchObject([
      {
        id: `turn-${first.id}`,
        completionId: first.id,
        status: 'COMPLETED',
        surface: 'GRAPHQL',
        input: [{ __typename: 'MessageItem', role: 'user' }],
        output: [{ __typename: 'MessageItem', role: 'assistant' }],
        usage: { totalTokens: expect.any(Number) },
        error: null,
      },
      { completionId: second.id },
    ]);
  });

  it('tells the model the whole conversation, and the instructions of this turn alone', async () => {
    const { conversationId } = await say('Say exactly: one', { instructions: 'Be brief.' });
    expect(lastTold()).toContain('Be brief.');
    await say('Say exactly: two', { conversationId, model: 'gpt-5.5', instructions: 'Be kind.' });
    const told = lastTold();
    expect(told).toEqual(expect.arrayContaining(['Be kind.', 'Say exactly: two']));
    expect(told).not.toContain('Be brief.');
    expect(await turnsOf(conversationId)).toMatchObject([{}, { model: 'gpt-5.5' }]);
    await say('Say exactly: three', { conversationId });
    expect((await turnsOf(conversationId)).at(-1)?.model).toBe('gpt-5.5');
  });

  it('takes one message at a time', async () => {
    gateway.standIn.behave(whenAsked('Continue', { kind: 'stall', afterTokens: 1 }));
    const { id, conversationId } = await send({ content: [{ text: 'Continue' }] });
    expect(await refusalOf({ conversationId, content: [{ text: 'And?' }] })).toEqual({
      __typename: 'ConversationLockedError',
      code: 'CONVERSATION_LOCKED',
      message:
        'An answer is under way in this conversation. Send the message again once it has ended, or fork the conversation.',
    });
    (await gateway.core.completion(id))?.cancel();
    await say('Say exactly: next', { conversationId });
    expect(await turnsOf(conversationId)).toMatchObject([
      { completionId: id, status: 'CANCELLED', error: { __typename: 'CancelledError' } },
      { status: 'COMPLETED' },
    ]);
  });

  it('adds a cancelled turn to the conversation only where that turn began it', async () => {
    const cancelled = async (conversationId?: string): Promise<string> => {
      gateway.standIn.behave(
        whenAsked('Continue', { kind: 'stall', afterTokens: 1, text: 'Well' }),
      );
      const sent = await send({ content: [{ text: 'Continue' }], conversationId });
      const end = allEvents(subscribeOverSse(gateway.url, WatchChatDocument, { id: sent.id }));
      (await gateway.core.completion(sent.id))?.cancel();
      await end;
      gateway.standIn.behave(undefined);
      return sent.conversationId;
    };
    const begun = await cancelled();
    expect((await said(begun))[0]).toBe('Continue');

    const { conversationId } = await say('Say exactly: one');
    await cancelled(conversationId);
    await say('Say exactly: two', { conversationId });
    expect(await said(conversationId)).toEqual([
      'Say exactly: one',
      'one',
      'Say exactly: two',
      'two',
    ]);
    expect((await turnsOf(conversationId)).map(({ status }) => status)).toEqual([
      'COMPLETED',
      'CANCELLED',
      'COMPLETED',
    ]);
  });

  it('is sent once under one idempotency key, also while its answer is under way', async () => {
    gateway.standIn.behave(whenAsked('Continue', { kind: 'stall', afterTokens: 1 }));
    const { conversationId } = await say('Say exactly: one');
    const input = { conversationId, content: [{ text: 'Continue' }], idempotencyKey: 'once' };
    const sent = await Promise.all([send(input), send(input)]);
    expect(sent[0]).toEqual(sent[1]);
    expect(await refusalOf({ ...input, content: [{ text: 'Stop' }] })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    (await gateway.core.completion(sent[0].id))?.cancel();
  });

  it('gives the same answer again once it has ended, also to outputs that it has by then', async () => {
    gateway.standIn.behave(
      whenAsked('Look', {
        kind: 'calls',
        calls: [{ name: 'look', arguments: '{}', callId: 'call_a' }],
      }),
    );
    const tool = { function: { name: 'look', parameters: { type: 'object', properties: {} } } };
    const { conversationId } = await say('Look', { tools: [tool] });
    gateway.standIn.behave(undefined);
    const toolOutputs = [{ toolCallId: 'call_a', content: [{ text: 'A cat' }] }];
    const input = { conversationId, toolOutputs, tools: [tool], idempotencyKey: 'outputs' };
    const first = await send(input);
    await allEvents(subscribeOverSse(gateway.url, WatchChatDocument, { id: first.id }));
    const watched = { input, onDisconnect: 'CONTINUE' } as const;
    const events = await allEvents(subscribeOverSse(gateway.url, StreamMessageDocument, watched));

    expect(await send(input)).toEqual(first);
    expect(new Set(events.map(({ completionId }) => completionId))).toEqual(new Set([first.id]));
    expect(await turnsOf(conversationId)).toHaveLength(2);
  });

  it('takes the outputs of the tools that the last answer called', async () => {
    const tool = { function: { name: 'look', parameters: { type: 'object', properties: {} } } };
    gateway.standIn.behave(
      whenAsked('Look', {
        kind: 'calls',
        calls: [{ name: 'look', arguments: '{}', callId: 'call_a' }],
      }),
    );
    const { conversationId } = await say('Look', { tools: [tool] });
    expect(await refusalOf({ conversationId, content: [{ text: 'And?' }] })).toMatchObject({
      __typename: 'InvalidRequestError',
      param: 'toolOutputs',
      message:
        "toolOutputs: the last answer called tools, and each call needs its output; missing: 'call_a'.",
    });
    const output = { toolCallId: 'call_a', content: [{ text: 'A cat' }] };
    const wrong = { ...output, toolCallId: 'call_b' };
    expect(await refusalOf({ conversationId, toolOutputs: [wrong] })).toMatchObject({
      param: 'toolOutputs[0].toolCallId',
    });
    gateway.standIn.behave(undefined);
    const sent = await send({
      conversationId,
      tools: [tool],
      toolOutputs: [output],
      content: [{ text: 'Say exactly: a cat' }],
    });
    await allEvents(subscribeOverSse(gateway.url, WatchChatDocument, { id: sent.id }));
    expect(await said(conversationId)).toEqual([
      'Look',
      'ToolCallItem',
      'ToolOutputItem',
      'Say exactly: a cat',
      'a cat',
    ]);
  });

  it.each([
    [{}, 'content must hold at least one part, unless there are toolOutputs.'],
    [
      { content: [{ text: 'Hi' }], conversationId: 'conv_0' },
      "There is no conversation with the id 'conv_0'.",
    ],
    [
      { content: [{ imageUrl: { url: 'https://a.example/a.png' } }] },
      'content[0].imageUrl.url must be an inline picture, data:image/png;base64,… or the like. Codex fetches none from the network.',
    ],
    [{ content: [{ text: 'Hi' }], temperature: 3 }, 'temperature must be from 0 to 2; it is 3.'],
  ])('is refused by the name of the field at fault: %j', async (input, message) => {
    expect(await refusalOf(input)).toMatchObject({ message });
  });

  it('shows the model what a compaction over REST stands for', async () => {
    const over = async (path: string, body: object): Promise<Record<string, unknown>> => {
      const response = await fetch(`${gateway.url}/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      return await response.json();
    };
    gateway.standIn.behave(() => ({ kind: 'text', text: 'They spoke of lighthouses.' }));
    const input = [{ role: 'user', content: 'Name a lighthouse.' }];
    const { output } = await over('responses/compact', { model: 'gpt-5.5', input });
    gateway.standIn.behave(undefined);
    const { id } = await over('conversations', { items: output });

    await say('Say exactly: yes', { conversationId: String(id) });
    const told = JSON.stringify(lastAsked(gateway.standIn)?.body['input']);
    expect(told).toContain('They spoke of lighthouses.');
    expect(told).not.toContain('encrypted_content');
  });

  it('continues what began over REST, and is continued there', async () => {
    const over = async (body: object): Promise<{ id: string; output_text?: string }> => {
      const response = await fetch(`${gateway.url}/v1/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-5.5', ...body }),
      });
      expect(response.status).toBe(200);
      return await response.json();
    };
    const first = await over({ input: 'Say exactly: one' });
    const { data } = await answer(
      gateway.url,
      `{ chatCompletion(id: "${first.id}") { surface conversation { id title } } }`,
    );
    expect(data).toEqual({
      chatCompletion: {
        surface: 'RESPONSES',
        conversation: { id: expect.stringMatching(/^conv_/), title: 'Say exactly: one' },
      },
    });
    const found = await execute(gateway.url, ConversationsDocument, { first: 1 });
    const conversationId = found.conversations.edges[0]?.node.id ?? '';
    const second = await say('Say exactly: two', { conversationId });
    await over({ input: 'Say exactly: three', previous_response_id: second.id });
    await over({ input: 'Say exactly: four', conversation: conversationId });
    expect((await turnsOf(conversationId)).map(({ surface }) => surface)).toEqual([
      'RESPONSES',
      'GRAPHQL',
      'RESPONSES',
      'RESPONSES',
    ]);
    const answers = (await said(conversationId)).filter((text) => !/^Say|Item$/.test(text));
    expect(answers).toEqual(['one', 'two', 'three', 'four']);
  });
});

describe.each(transports)('Subscription.sendMessage over %s', (_name, subscribe) => {
  it('streams the answer, and a next message may follow its last event at once', async () => {
    let conversationId: string | undefined;
    for (const word of ['one', 'two', 'three']) {
      const events = await allEvents(
        subscribe(gateway.url, StreamMessageDocument, {
          input: { content: [{ text: `Say exactly: ${word}` }], conversationId },
          onDisconnect: 'CANCEL',
        }),
      );
      expect(textOf(events)).toBe(word);
      const found = await gateway.core.completion(events[0]?.completionId ?? '');
      conversationId ??= found?.conversationId ?? undefined;
      expect(found?.conversationId).toBe(conversationId);
    }
    expect(await turnsOf(conversationId ?? '')).toHaveLength(3);
  });

  it('says as an event why it cannot start', async () => {
    const input = { content: [{ text: 'Hi' }], conversationId: 'conv_0' };
    const answers = subscribe(gateway.url, StreamMessageDocument, {
      input,
      onDisconnect: 'CANCEL',
    });
    expect(await allEvents(answers)).toMatchObject([
      {
        __typename: 'ChatCompletionFailed',
        error: { __typename: 'ConversationNotFoundError', code: 'CONVERSATION_NOT_FOUND' },
      },
    ]);
  });
});

describe('a chat with store: true', () => {
  it('is kept as the first turn of a conversation', async () => {
    const input = ask('Say exactly: kept', { store: true });
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });
    if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
    const id = (await gateway.core.completion(chatCompletion.id))?.conversationId ?? '';
    await say('Say exactly: more', { conversationId: id });
    expect(await said(id)).toEqual(['Say exactly: kept', 'kept', 'Say exactly: more', 'more']);
    const [first] = await turnsOf(id);
    expect(first?.completionId).toBe(chatCompletion.id);
  });

  it('is not kept otherwise', async () => {
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input: ask('Hi') });
    if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
    const { data } = await answer(
      gateway.url,
      `{ chatCompletion(id: "${chatCompletion.id}") { conversationId conversation { id } } }`,
    );
    expect(data).toEqual({ chatCompletion: { conversationId: null, conversation: null } });
  });
});
