import { GraphQLError } from 'graphql';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { ConversationStore, Reader } from '../../conversations/conversation-store.ts';
import type { Conversation, ItemQuery, Page } from '../../conversations/conversation.ts';
import type { StoredTurn } from '../../conversations/turn.ts';

/** The most that one document holds. */
const maxBytes = 64 * 1024 * 1024;
const chunkSize = 50;

/**
 * A whole conversation as JSON, read by pages. Rejects with a `GraphQLError` where it is too long for
 * one answer.
 */
export async function exportConversation(
  store: ConversationStore,
  reader: Reader,
  { id, title, metadata, createdAt, usedAt, forkedFrom }: Conversation,
): Promise<JsonObject> {
  const items = await readAll(async (query) => await store.items(reader, id, query));
  const turns = await readAll(async (query) => await store.turnsOf(reader, id, query));
  return {
    id,
    object: 'conversation',
    title,
    metadata: { ...metadata },
    created_at: createdAt.toISOString(),
    used_at: usedAt.toISOString(),
    forked_from: forkedFrom && {
      conversation: forkedFrom.conversationId,
      response: forkedFrom.turnId,
    },
    items,
    turns: turns.map(toJson),
  };
}

type Read<T> = (query: ItemQuery) => Promise<Page<T> | undefined>;

async function readAll<T extends { readonly id: string }>(read: Read<T>): Promise<T[]> {
  const all: T[] = [];
  let bytes = 0;
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await read({ ...(after && { after }), limit: chunkSize, order: 'asc' });
    if (page === undefined) return all;
    for (const item of page.data) bytes += JSON.stringify(item).length;
    if (bytes > maxBytes) throw tooLong();
    all.push(...page.data);
    if (!page.hasMore || page.data.length === 0) return all;
  }
}

function tooLong(): GraphQLError {
  return new GraphQLError(
    'The conversation is too long for one document. Read its turns and items by pages.',
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}

/** Its items are among those of the conversation. */
function toJson(turn: StoredTurn): JsonObject {
  const { id, status, surface, model, createdAt, endedAt, previousId } = turn;
  return {
    id,
    status,
    surface,
    model,
    created_at: createdAt.toISOString(),
    ended_at: endedAt && endedAt.toISOString(),
    previous_response_id: previousId,
    input: turn.input.map((item) => item.id),
    output: turn.output.map((item) => item.id),
    usage: turn.usage && { ...turn.usage },
    error: turn.error && { ...turn.error },
    incomplete_reason: turn.incompleteReason,
    unmet: [...turn.unmet],
    settings: turn.settings,
  };
}
