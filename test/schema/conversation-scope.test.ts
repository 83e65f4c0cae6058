import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ChatDocument,
  ConversationsDocument,
  CreateConversationDocument,
  RemoveConversationDocument,
  ForkConversationDocument,
  ReadTurnsDocument,
  RenameConversationDocument,
  SendMessageDocument,
  WatchChatDocument,
  FollowConversationDocument,
} from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, execute, post, subscribeOverSse } from './clients.ts';

type Headers = Record<string, string>;

describe('a conversation of another caller', () => {
  let gateway: TestGateway;
  let conversationId = '';
  let completionId = '';
  const alice: Headers = { authorization: 'Bearer key-of-alice' };
  const bob: Headers = { authorization: 'Bearer key-of-bob' };

  beforeAll(async () => {
    const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob'];
    gateway = await startTestGateway({ args: ['--store', 'memory', ...keys] });
    const sent = await send({ content: [{ text: 'Say exactly: secret' }] }, alice);
    if (sent.__typename !== 'SentMessage') throw new Error(sent.message);
    conversationId = sent.conversation.id;
    completionId = sent.completion.id;
    const id = completionId;
    await allEvents(subscribeOverSse(gateway.url, WatchChatDocument, { id }, alice));
  });
  afterAll(async () => {
    await gateway.close();
  });

  async function send(input: object, headers: Headers) {
    return (await execute(gateway.url, SendMessageDocument, { input }, headers)).sendMessage;
  }

  async function listed(headers: Headers, search?: string) {
    const { conversations } = await execute(
      gateway.url,
      ConversationsDocument,
      { search },
      headers,
    );
    return conversations.edges.map(({ node }) => node);
  }

  async function watched(headers: Headers): Promise<unknown> {
    const variables = { id: conversationId };
    const answers = subscribeOverSse(gateway.url, FollowConversationDocument, variables, headers);
    const { value } = await answers.next();
    await answers.return?.();
    return value.data.conversation;
  }

  it('does not exist: it is not listed, found, read, watched or changed', async () => {
    expect(await listed(bob)).toEqual([]);
    expect(await listed(bob, 'secret')).toEqual([]);
    const read = await execute(gateway.url, ReadTurnsDocument, { id: conversationId }, bob);
    expect(read.conversation).toBeNull();
    const ids = [conversationId, `turn-${completionId}`];
    for (const id of ids) {
      const query = 'query ($id: ID!) { node(id: $id) { id } }';
      const response = await post(gateway.url, { query, variables: { id } }, bob);
      expect(await response.json()).toEqual({ data: { node: null } });
    }
    expect(await watched(bob)).toMatchObject({ __typename: 'ConversationUnavailable' });
    const notFound = { __typename: 'ConversationNotFoundError' };
    const id = conversationId;
    const message = { conversationId, content: [{ text: 'Hi' }] };
    expect(await send(message, bob)).toMatchObject(notFound);
    const renaming = { input: { id, title: 'Mine' } };
    const renamed = await execute(gateway.url, RenameConversationDocument, renaming, bob);
    expect(renamed.renameConversation).toMatchObject(notFound);
    const deleted = await execute(gateway.url, RemoveConversationDocument, { input: { id } }, bob);
    expect(deleted.deleteConversation).toMatchObject(notFound);
    const forking = { input: { turnId: completionId } };
    const forked = await execute(gateway.url, ForkConversationDocument, forking, bob);
    expect(forked.forkConversation).toMatchObject({ __typename: 'TurnNotFoundError' });
    expect(await listed(alice)).toMatchObject([{ id, title: 'Say exactly: secret', owner: null }]);
  });

  it('is seen by an admin, with its owner', async () => {
    expect(await listed(gateway.admin)).toMatchObject([{ id: conversationId, owner: 'key:alice' }]);
    expect(await watched(gateway.admin)).toMatchObject({ __typename: 'ConversationState' });
  });
});

describe('a web page of another origin', () => {
  it('sees the conversations that its origin began, and no other', async () => {
    const page = { origin: 'http://localhost:5173' };
    const gateway = await startTestGateway({ args: ['--store', 'memory'] });
    try {
      const titles = async (headers: Headers): Promise<string[]> => {
        const { conversations } = await execute(gateway.url, ConversationsDocument, {}, headers);
        return conversations.edges.map(({ node }) => node.title);
      };
      const create = async (title: string, headers: Headers): Promise<unknown> =>
        await execute(gateway.url, CreateConversationDocument, { input: { title } }, headers);
      await create('Of the owner', {});
      await create('Of the page', page);
      expect(await titles(page)).toEqual(['Of the page']);
      expect(await titles({})).toEqual(['Of the page', 'Of the owner']);
    } finally {
      await gateway.close();
    }
  });
});

describe('with --store off', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--store', 'off'] });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('whatever needs the store says that nothing is kept', async () => {
    const off = { __typename: 'StoreOffError', code: 'STORE_OFF' };
    const { url } = gateway;
    const content = [{ text: 'Hi' }];
    const sent = await execute(url, SendMessageDocument, { input: { content } });
    expect(sent.sendMessage).toMatchObject(off);
    const there = { conversationId: 'conv_0', content };
    const continued = await execute(url, SendMessageDocument, { input: there });
    expect(continued.sendMessage).toMatchObject(off);
    const made = await execute(url, CreateConversationDocument, { input: {} });
    expect(made.createConversation).toMatchObject(off);
    const forked = await execute(url, ForkConversationDocument, { input: { turnId: 'resp_0' } });
    expect(forked.forkConversation).toMatchObject(off);
    const kept = await execute(url, ChatDocument, { input: ask('Hi', { store: true }) });
    expect(kept.chatCompletion).toMatchObject(off);
    const answers = subscribeOverSse(url, FollowConversationDocument, { id: 'conv_0' });
    const { value } = await answers.next();
    expect(value.data.conversation).toMatchObject({ error: off });
    await answers.return?.();
  });

  it('there are no conversations, and chats work as ever', async () => {
    const { conversations } = await execute(gateway.url, ConversationsDocument, {});
    expect(conversations.edges).toEqual([]);
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input: ask('Hi') });
    expect(chatCompletion).toMatchObject({ __typename: 'ChatCompletion', status: 'COMPLETED' });
  });
});
