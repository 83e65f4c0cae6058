import type { Conversation, ForkPoint } from '../../conversations/conversation.ts';
import { fromRaw } from '../items/from-raw.ts';
import type { Builder } from '../kit/builder.ts';
import { keyedPage } from '../kit/keyed-page.ts';
import { boundedRead } from '../limits/bounded-reads.ts';
import { turnId } from '../node/ids.ts';
import { exportConversation } from './export-conversation.ts';
import { longList } from './long-list.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Conversation: Conversation;
    ConversationFork: ForkPoint;
  }
}

/** Of a field that reads everything that was said. A list of conversations cannot select it. */
const saidComplexity = 250;

/** Of a page of turns. One page with all that was said in it stays within the limit. */
const turnsComplexity = { field: 1, multiplier: 5 };

/** `Conversation`, its turns and its items. */
export function addConversation(builder: Builder): void {
  addFork(builder);
  builder.objectType('Conversation', {
    description:
      'A conversation that is kept: turns with their answers, over whatever API they came, in one line without branches.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.exposeID('id', { description: '`conv_…`, the same over every API.' }),
      title: t.exposeString('title', {
        description:
          'Its name; first the beginning of its first message. Empty while there is none.',
      }),
      metadata: t.field({
        type: 'JSON',
        description: 'What its client wrote on it: up to 16 short strings by name.',
        resolve: ({ metadata }) => ({ ...metadata }),
      }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
      usedAt: t.expose('usedAt', {
        type: 'DateTime',
        description: 'When it was last continued, added to or renamed.',
      }),
      owner: t.string({
        nullable: true,
        description:
          'Whose it is, for an admin key: `key:` and the name of an API key, `origin:` and the address of a web page, or `local` for everyone without a key. Null for any other key, which sees only its own.',
        resolve: ({ owner }, _args, { caller }) => (caller.seesAll ? owner : null),
      }),
      forkedFrom: t.expose('forkedFrom', {
        type: 'ConversationFork',
        nullable: true,
        description: 'Where it was forked from, or branched off; null where it was not.',
      }),
      lastTurnId: t.id({
        nullable: true,
        description: 'The turn that the next message continues from; null while there is none.',
        resolve: ({ lastTurnId }) => (lastTurnId === null ? null : turnId(lastTurnId)),
      }),
      turns: t.connection(
        {
          type: 'ConversationTurn',
          complexity: saidComplexity,
          description:
            'Its turns, oldest first, without those before a fork. A page has 20 by default, and fewer where they hold more than 8 MB.',
          resolve: async ({ id }, args, context, info) => {
            const { conversations, caller } = context;
            const list = longList('turns', async (query) => {
              const read = async () => await conversations.turnsOf(caller, id, query);
              return await boundedRead(context, info, read);
            });
            return await keyedPage(args, list);
          },
        },
        {
          name: 'ConversationTurnConnection',
          description: 'A page of turns.',
          edgesField: { complexity: turnsComplexity },
        },
        { name: 'ConversationTurnEdge', description: 'A turn and its place in the list.' },
      ),
      items: t.connection(
        {
          type: 'Item',
          complexity: saidComplexity,
          description:
            'Everything that was said in it, oldest first: what the model sees when it continues. The items of a turn are added when the turn ends. A page has 20 by default, and fewer where they hold more than 8 MB.',
          resolve: async ({ id }, args, context, info) => {
            const { conversations, caller } = context;
            const list = longList('items', async (query) => {
              const read = async () => await conversations.items(caller, id, query);
              return (await boundedRead(context, info, read)) ?? { data: [], hasMore: false };
            });
            const { edges, pageInfo } = await keyedPage(args, list);
            return {
              edges: edges.map(({ cursor, node }) => ({ cursor, node: fromRaw(node) })),
              pageInfo,
            };
          },
        },
        { name: 'ConversationItemConnection', description: 'A page of items.' },
        { name: 'ConversationItemEdge', description: 'An item and its place in the list.' },
      ),
      export: t.field({
        type: 'JSON',
        complexity: saidComplexity,
        description:
          "The whole conversation as one JSON document: its `items` in the form of OpenAI's Responses API with everything that is kept of them, and its `turns`, which refer to the items by their ids. One that holds more than 64 MB is refused: read its pages.",
        resolve: async (conversation, _args, context, info) => {
          const { conversations, caller } = context;
          const read = async () => await exportConversation(conversations, caller, conversation);
          return await boundedRead(context, info, read);
        },
      }),
    }),
  });
}

function addFork(builder: Builder): void {
  builder.objectType('ConversationFork', {
    description: 'Where a conversation was forked from.',
    fields: (t) => ({
      conversationId: t.exposeID('conversationId', {
        description: 'The conversation, which may be gone.',
      }),
      turnId: t.id({
        description: 'The last turn that was taken over.',
        resolve: ({ turnId: id }) => turnId(id),
      }),
      conversation: t.field({
        type: 'Conversation',
        nullable: true,
        description: 'The conversation; null when it is gone.',
        resolve: async ({ conversationId }, _args, { conversations, caller }) =>
          (await conversations.conversation(caller, conversationId)) ?? null,
      }),
    }),
  });
}
