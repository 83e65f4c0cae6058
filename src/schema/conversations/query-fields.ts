import { GraphQLError } from 'graphql';
import type { Conversation, ListPlace } from '../../conversations/conversation.ts';
import type { Builder } from '../kit/builder.ts';
import { keyedPage, type KeyedList } from '../kit/keyed-page.ts';
import type { GraphqlContext } from '../kit/context.ts';

/** The longest text that can be searched for, in characters. */
const maxSearch = 1000;

/** `Query.conversations` and `Query.conversation`. */
export function addConversationQuery(builder: Builder): void {
  builder.queryField('conversation', (t) =>
    t.field({
      type: 'Conversation',
      nullable: true,
      description:
        'A conversation that is kept; null when there is none with this ID that this API key may see.',
      args: { id: t.arg.id({ required: true, description: "The conversation's ID." }) },
      resolve: async (_root, { id }, { conversations, caller }) =>
        (await conversations.conversation(caller, id)) ?? null,
    }),
  );
  builder.queryField('conversations', (t) =>
    t.connection(
      {
        type: 'Conversation',
        description:
          'The conversations that are kept, the last used first. A page has 20 by default. Those of other API keys are left out, unless this one is an admin key. Pages stay stable while conversations are used: one that is used moves to the first page.',
        args: {
          search: t.arg.string({
            description:
              'Only those with all of these words, in the title or in what was said. Case and accents do not count. Default: all.',
          }),
        },
        resolve: async (_root, args, context) =>
          await keyedPage(args, listOf(context, checkedSearch(args.search))),
      },
      { name: 'ConversationConnection', description: 'A page of the list of conversations.' },
      { name: 'ConversationEdge', description: 'A conversation and its place in the list.' },
    ),
  );
}

function checkedSearch(search: string | null | undefined): string {
  if (!search || search.length <= maxSearch) return search ?? '';
  throw new GraphQLError(`conversations: search has at most ${maxSearch} characters.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function listOf(
  { conversations, caller }: GraphqlContext,
  search: string,
): KeyedList<Conversation, ListPlace> {
  return {
    field: 'conversations',
    read: async (query) => await conversations.conversations(caller, { ...query, search }),
    cursorOf: ({ id, usedAt }) => Buffer.from(`${usedAt.getTime()}:${id}`).toString('base64url'),
    keyOf(cursor) {
      const text = Buffer.from(cursor, 'base64url').toString();
      const { ms, id } = /^(?<ms>\d{1,15}):(?<id>conv_\w{1,100})$/.exec(text)?.groups ?? {};
      if (ms === undefined || id === undefined) return undefined;
      return { id, usedAt: new Date(Number(ms)) };
    },
  };
}
