import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ConversationsDocument,
  CreateConversationDocument,
  RemoveConversationDocument,
  ExportConversationDocument,
  ForkConversationDocument,
  ReadSaidDocument,
  ReadTurnsDocument,
  RenameConversationDocument,
} from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { answer, execute } from './clients.ts';
import { conversationClient } from './conversation-client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--store', 'memory'] });
});
afterAll(async () => {
  await gateway.close();
});

const { say, said } = conversationClient(() => gateway.url);

describe('conversations', () => {
  it('are made, renamed, forked and deleted', async () => {
    const { createConversation: made } = await execute(gateway.url, CreateConversationDocument, {
      input: {
        metadata: { topic: 'sea' },
        messages: [
          { role: 'USER', content: [{ text: 'Say exactly: one' }] },
          { role: 'ASSISTANT', content: [{ text: 'one' }] },
        ],
      },
    });
    if (made.__typename !== 'Conversation') throw new Error(made.message);
    expect(made).toMatchObject({
      title: 'Say exactly: one',
      metadata: { topic: 'sea' },
      lastTurnId: null,
      forkedFrom: null,
      owner: 'local',
    });
    const { id } = made;
    const first = await say('Say exactly: two', { conversationId: id });
    await say('Say exactly: three', { conversationId: id });

    const renamed = await execute(gateway.url, RenameConversationDocument, {
      input: { id, title: '  Numbers ' },
    });
    expect(renamed.renameConversation).toMatchObject({ id, title: 'Numbers' });

    const { forkConversation: fork } = await execute(gateway.url, ForkConversationDocument, {
      input: { turnId: `turn-${first.id}`, title: 'Other' },
    });
    if (fork.__typename !== 'Conversation') throw new Error(fork.message);
    expect(fork).toMatchObject({
      title: 'Other',
      forkedFrom: {
        conversationId: id,
        turnId: `turn-${first.id}`,
        conversation: { title: 'Numbers' },
      },
    });
    await say('Say exactly: four', { conversationId: fork.id });
    expect((await said(fork.id)).filter((text) => !text.startsWith('Say'))).toEqual([
      'one',
      'two',
      'four',
    ]);
    expect((await said(id)).at(-1)).toBe('three');

    const input = { id };
    const deleted = await execute(gateway.url, RemoveConversationDocument, { input });
    expect(deleted.deleteConversation).toEqual({
      __typename: 'DeletedConversation',
      conversationId: id,
    });
    const again = await execute(gateway.url, RemoveConversationDocument, { input });
    expect(again.deleteConversation).toMatchObject({ __typename: 'ConversationNotFoundError' });
    expect(await said(fork.id)).toHaveLength(6);
  });

  it('refuse what does not fit, by the name of the field', async () => {
    const create = async (input: object): Promise<unknown> =>
      (await execute(gateway.url, CreateConversationDocument, { input })).createConversation;
    expect(await create({ title: ' ' })).toMatchObject({ param: 'title' });
    expect(await create({ title: 'x'.repeat(201) })).toMatchObject({ param: 'title' });
    expect(await create({ metadata: { a: 1 } })).toMatchObject({ param: 'metadata' });
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v']));
    expect(await create({ metadata: many })).toMatchObject({ param: 'metadata' });
    expect(await create({ messages: [{ role: 'TOOL' }] })).toMatchObject({
      param: 'messages[0].toolCallId',
    });
    const fork = await execute(gateway.url, ForkConversationDocument, {
      input: { turnId: 'turn-resp_0' },
    });
    expect(fork.forkConversation).toMatchObject({ __typename: 'TurnNotFoundError' });
  });

  it('are listed by pages in both directions, the last used first, and found by their words', async () => {
    const ids: string[] = [];
    for (const word of ['aardvark', 'bison', 'camel']) {
      ids.unshift((await say(`Say exactly: zoo ${word}`)).conversationId);
    }
    const list = async (page: object) =>
      (await execute(gateway.url, ConversationsDocument, { search: 'ZOO', ...page })).conversations;
    const all = await list({});
    expect(all.edges.map(({ node }) => node.id)).toEqual(ids);
    const first = await list({ first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = await list({ first: 2, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.id)).toEqual(ids.slice(2));
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await list({ last: 2 });
    expect(last.edges.map(({ node }) => node.id)).toEqual(ids.slice(1));
    expect((await list({ search: 'bison zoo' })).edges.map(({ node }) => node.id)).toEqual([
      ids[1],
    ]);
    expect((await list({ search: 'zoo wombat' })).edges).toEqual([]);

    const { errors } = await answer(
      gateway.url,
      '{ conversations(after: "x") { edges { cursor } } }',
    );
    expect(errors?.[0]?.message).toContain("'x' is no cursor of this list");
  });

  it('give their turns and items by pages in both directions', async () => {
    const { conversationId: id } = await say('Say exactly: 1');
    for (const word of ['2', '3']) await say(`Say exactly: ${word}`, { conversationId: id });
    const page = async (args: object): Promise<unknown[]> => {
      const { conversation } = await execute(gateway.url, ReadSaidDocument, { id, ...args });
      const { edges = [], pageInfo } = conversation?.items ?? {};
      const texts = edges.map(({ node }) =>
        node.__typename === 'MessageItem' ? Object.values(node.parts[0] ?? {})[1] : null,
      );
      return [texts, pageInfo?.hasNextPage, pageInfo?.hasPreviousPage];
    };
    expect(await page({ first: 2 })).toEqual([['Say exactly: 1', '1'], true, false]);
    expect(await page({ last: 1 })).toEqual([['3'], false, true]);
    const { conversation } = await execute(gateway.url, ReadSaidDocument, { id, first: 3 });
    const cursors = conversation?.items.edges.map(({ cursor }) => cursor) ?? [];
    expect(await page({ first: 2, after: cursors[2] })).toEqual([
      ['2', 'Say exactly: 3'],
      true,
      true,
    ]);
    expect(await page({ last: 5, before: cursors[2] })).toEqual([
      ['Say exactly: 1', '1'],
      true,
      false,
    ]);
    expect(await page({ first: 5, before: cursors[1] })).toEqual([
      ['Say exactly: 1'],
      false,
      false,
    ]);
    expect(await page({ first: 0 })).toEqual([[], true, false]);
    const turns = await execute(gateway.url, ReadTurnsDocument, { id, last: 2 });
    expect(turns.conversation?.turns.edges).toHaveLength(2);
    expect(turns.conversation?.turns.pageInfo.hasPreviousPage).toBe(true);
  });

  it('are exported whole, with their items as they are kept', async () => {
    const { id, conversationId } = await say('Say exactly: one');
    const { conversation } = await execute(gateway.url, ExportConversationDocument, {
      id: conversationId,
    });
    const [input, output] = [expect.stringMatching(/^msg_/), expect.stringMatching(/^msg_/)];
    expect(conversation?.export).toMatchObject({
      id: conversationId,
      object: 'conversation',
      title: 'Say exactly: one',
      items: [
        { id: input, type: 'message', role: 'user' },
        { id: output, type: 'message', role: 'assistant', content: [{ text: 'one' }] },
      ],
      turns: [{ id, status: 'completed', input: [input], output: [output] }],
    });
  });

  it('are found as nodes, and so are their turns', async () => {
    const { id, conversationId } = await say('Say exactly: one');
    const { data } = await answer(
      gateway.url,
      `{ conversation: node(id: "${conversationId}") { __typename id }
         turn: node(id: "turn-${id}") { __typename id ... on ConversationTurn { completionId } }
         completion: node(id: "${id}") { __typename id } }`,
    );
    expect(data).toEqual({
      conversation: { __typename: 'Conversation', id: conversationId },
      turn: { __typename: 'ConversationTurn', id: `turn-${id}`, completionId: id },
      completion: { __typename: 'ChatCompletion', id },
    });
  });
});
