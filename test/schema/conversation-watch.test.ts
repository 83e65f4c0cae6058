import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CreateConversationDocument,
  RemoveConversationDocument,
  RenameConversationDocument,
  SendMessageDocument,
  FollowConversationDocument,
  type FollowConversationSubscription,
} from '../generated/graphql.ts';
import { createConversationStore } from '../../src/conversations/database/create-conversation-store.ts';
import { conversationEvents } from '../../src/schema/conversations/conversation-events.ts';
import { localCaller } from '../support/callers.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { execute, subscribeOverSse, transports, type Answers } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--store', 'memory'] });
});
afterAll(async () => {
  await gateway.close();
});

type Event = FollowConversationSubscription['conversation'];

async function create(title: string): Promise<string> {
  const input = { title };
  const { createConversation } = await execute(gateway.url, CreateConversationDocument, { input });
  if (createConversation.__typename !== 'Conversation') throw new Error(createConversation.message);
  return createConversation.id;
}

/** Reads one event after the other. */
function reader(answers: Answers<FollowConversationSubscription>) {
  return {
    async next(): Promise<Event | null> {
      const { value, done } = await answers.next();
      if (done === true) return null;
      if (!value.data) throw new Error(JSON.stringify(value.errors));
      return value.data.conversation;
    },
    close: async () => await answers.return?.(),
  };
}

describe.each(transports)('Subscription.conversation over %s', (_name, subscribe) => {
  const watch = (id: string) => reader(subscribe(gateway.url, FollowConversationDocument, { id }));

  it('gives the state, and then the turns of every API as they begin and end', async () => {
    const id = await create('Numbers');
    const events = watch(id);
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationState',
      conversationId: id,
      conversation: { title: 'Numbers', lastTurnId: null },
    });

    const input = { conversationId: id, content: [{ text: 'Say exactly: one' }] };
    const { sendMessage } = await execute(gateway.url, SendMessageDocument, { input });
    if (sendMessage.__typename !== 'SentMessage') throw new Error(sendMessage.message);
    const completionId = sendMessage.completion.id;
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationTurnStarted',
      turn: { completionId, surface: 'GRAPHQL', completion: { id: completionId } },
    });
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationTurnEnded',
      turn: { completionId, status: 'COMPLETED' },
    });

    const response = await fetch(`${gateway.url}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.5', input: 'Say exactly: two', conversation: id }),
    });
    const { id: responseId }: { id: string } = await response.json();
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationTurnStarted',
      turn: { completionId: responseId, surface: 'RESPONSES' },
    });
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationTurnEnded',
      turn: { completionId: responseId, status: 'COMPLETED' },
    });

    await execute(gateway.url, RenameConversationDocument, { input: { id, title: 'Words' } });
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationChanged',
      conversation: { title: 'Words' },
    });
    await execute(gateway.url, RemoveConversationDocument, { input: { id } });
    expect(await events.next()).toEqual({ __typename: 'ConversationDeleted', conversationId: id });
    expect(await events.next()).toBeNull();
  });

  it('says that there is none, and ends', async () => {
    const events = watch('conv_0');
    expect(await events.next()).toMatchObject({
      __typename: 'ConversationUnavailable',
      error: { __typename: 'ConversationNotFoundError' },
    });
    expect(await events.next()).toBeNull();
  });

  it('misses nothing that happens from its first event on, however many changes come at once', async () => {
    const id = await create('0');
    const events = watch(id);
    await events.next();
    const titles = Array.from({ length: 30 }, (_, index) => `title ${index}`);
    const renaming = titles.map(
      async (title) =>
        await execute(gateway.url, RenameConversationDocument, { input: { id, title } }),
    );
    await Promise.all(renaming);
    for (const _ of titles) {
      expect(await events.next()).toMatchObject({ __typename: 'ConversationChanged' });
    }
    await events.close();
  });
});

describe('a subscriber of a conversation that falls behind', () => {
  it('gets the state again in place of the events that were dropped', async () => {
    const conversations = await createConversationStore({
      place: 'memory',
      days: 30,
      bytes: 2 ** 30,
      logger: pino({ level: 'silent' }),
    });
    const { id } = await conversations.createConversation({
      owner: localCaller.id,
      title: 'first',
    });
    const events = conversationEvents({ conversations, caller: localCaller }, id);
    expect((await events.next()).value).toMatchObject({ type: 'state' });
    for (let count = 0; count < 600; count += 1) {
      await conversations.changeConversation(localCaller, id, { title: `title ${count}` });
    }
    expect((await events.next()).value).toMatchObject({
      type: 'state',
      conversation: { title: 'title 599' },
    });
    const later = events.next();
    await conversations.deleteConversation(localCaller, id);
    expect((await later).value).toEqual({ type: 'deleted', conversationId: id });
    expect(await events.next()).toMatchObject({ done: true });
    await conversations.close();
  });
});

describe('when the gateway closes', () => {
  it('a subscription to a conversation ends at once', async () => {
    const closing = await startTestGateway({ args: ['--store', 'memory'] });
    const { createConversation: made } = await execute(closing.url, CreateConversationDocument, {
      input: { title: 'T' },
    });
    const id = made.__typename === 'Conversation' ? made.id : '';
    const answers = subscribeOverSse(closing.url, FollowConversationDocument, { id });
    await answers.next();
    const end = answers.next().catch((error: unknown) => error);
    await closing.close();
    expect(await end).not.toMatchObject({ done: false, value: { data: expect.anything() } });
  });
});
