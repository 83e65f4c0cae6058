import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { answer, execute } from './clients.ts';
import { ChatDocument } from '../generated/graphql.ts';

const createdConversation = z.object({
  data: z.object({ createConversation: z.object({ id: z.string() }) }),
});

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

const lists = ['models', 'completions', 'completionRecords', 'conversations'];

/** Lists within a conversation. */
const innerLists = ['turns', 'items'];

describe.each(lists)('a page of %s', (list) => {
  const page = 'edges { cursor } pageInfo { startCursor endCursor }';

  it.each(['first: 0', 'last: 0'])('without items has no cursors: %s', async (args) => {
    expect(await answer(gateway.url, `{ ${list}(${args}) { ${page} } }`)).toEqual({
      data: { [list]: { edges: [], pageInfo: { startCursor: null, endCursor: null } } },
    });
  });

  it('from both ends at once is refused', async () => {
    const { errors } = await answer(gateway.url, `{ ${list}(first: 1, last: 1) { ${page} } }`);
    expect(errors).toMatchObject([
      {
        message: `${list}: first and last cannot be used together. Use first for the start of the list, or last for its end.`,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});

describe.each(innerLists)('a page of the %s of a conversation', (list) => {
  let id: string;

  beforeAll(async () => {
    const create = 'mutation { createConversation(input: {}) { ... on Conversation { id } } }';
    const created = await answer(gateway.url, create);
    ({ id } = createdConversation.parse(created).data.createConversation);
  });

  it('is like any other page', async () => {
    const page = 'edges { cursor } pageInfo { startCursor endCursor }';
    const of = (args: string): string =>
      `{ conversation(id: "${id}") { ${list}(${args}) { ${page} } } }`;

    for (const args of ['first: 0', 'last: 0', 'first: 5']) {
      expect(await answer(gateway.url, of(args))).toEqual({
        data: {
          conversation: {
            [list]: { edges: [], pageInfo: { startCursor: null, endCursor: null } },
          },
        },
      });
    }
    const { errors } = await answer(gateway.url, of('first: 1, last: 1'));
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('the effort of a completion', () => {
  it.each([
    [{}, 'medium'],
    [{ effort: 'high' }, 'high'],
    [{ model: 'gpt-5.5-low' }, 'low'],
  ])('is told where the default of the model applies, too: %j', async (more, effort) => {
    const input = ask('Hi', { model: 'gpt-5.5', ...more });
    const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });
    expect(chatCompletion).toMatchObject({ model: 'gpt-5.5', effort });
    const records = await answer(
      gateway.url,
      '{ completionRecords(first: 1) { edges { node { effort } } } }',
    );
    expect(JSON.stringify(records)).toContain(`"effort":"${effort}"`);
  });
});
