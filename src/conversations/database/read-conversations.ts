import { z } from 'zod';
import type { Database, SqlValue } from '../../sqlite/database.ts';
import type { Reader } from '../conversation-store.ts';
import type { Conversation, ConversationQuery, ListPlace, Page } from '../conversation.ts';
import { conversationJson, conversationRow, toConversation } from './conversation-row.ts';
import { toPage } from './item-json.ts';
import { visibleTo, type Condition } from './reader-sql.ts';
import { searchConditions } from './search-sql.ts';

/** Reads a conversation; undefined for an unknown one. */
export async function readConversation(
  database: Database,
  reader: Reader,
  id: string,
): Promise<Conversation | undefined> {
  const visible = visibleTo(reader, 'conversation');
  const row = await database.json(
    `SELECT ${conversationJson} AS json FROM conversation WHERE id = ? AND ${visible.sql}`,
    id,
    ...visible.values,
  );
  return row === undefined ? undefined : toConversation(conversationRow.parse(row));
}

/** The key of a conversation; undefined for an unknown one. */
export async function readConversationKey(
  database: Database,
  reader: Reader,
  id: string,
): Promise<number | undefined> {
  const visible = visibleTo(reader, 'conversation');
  const key = await database.json(
    `SELECT key AS json FROM conversation WHERE id = ? AND ${visible.sql}`,
    id,
    ...visible.values,
  );
  return z.number().optional().parse(key);
}

/** Reads a page of the conversations, the last used first. */
export async function readConversations(
  database: Database,
  reader: Reader,
  { search = '', after, before, limit, isReversed = false }: ConversationQuery,
): Promise<Page<Conversation>> {
  const conditions = [
    visibleTo(reader, 'conversation'),
    ...searchConditions(search),
    ...(after === undefined ? [] : [isBeyond('<', after)]),
    ...(before === undefined ? [] : [isBeyond('>', before)]),
  ];
  const values: SqlValue[] = conditions.flatMap((condition) => condition.values);
  const order = isReversed ? 'ASC' : 'DESC';
  const rows = await database.json(
    `SELECT json_group_array(json(json) ORDER BY used_at ${order}, key ${order}) AS json FROM (
      SELECT used_at, key, ${conversationJson} AS json FROM conversation
        WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
        ORDER BY used_at ${order}, key ${order} LIMIT ?
    )`,
    ...values,
    limit + 1,
  );
  return toPage(z.array(conversationRow).parse(rows).map(toConversation), limit);
}

/** Of two that were used at the same time, the newer one comes first. */
function isBeyond(side: '<' | '>', { usedAt, id }: ListPlace): Condition {
  const key = '(SELECT key FROM conversation AS other WHERE other.id = ?)';
  return {
    sql: `(used_at, conversation.key) ${side} (?, coalesce(${key}, ${side === '<' ? 0 : '9e15'}))`,
    values: [usedAt.getTime(), id],
  };
}
