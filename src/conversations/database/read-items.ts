import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import { wellFormed } from '../../sqlite/well-formed.ts';
import type { Reader } from '../conversation-store.ts';
import type { ItemQuery, Page } from '../conversation.ts';
import type { RawItem } from '../raw-item.ts';
import { rawItem, rawItems } from './item-json.ts';
import {
  assertReadable,
  contentJson,
  maxHistoryBytes,
  pageOf,
  pageSql,
  pageWithin,
} from './read-bounds.ts';
import { visibleTo } from './reader-sql.ts';
import { unknownAfter } from '../unknown-after.ts';

const sized = z.object({ bytes: z.number(), items: rawItems });

/** The bytes of the items of a conversation, by its key. */
export async function readItemBytes(database: Database, conversation: number): Promise<number> {
  const bytes = await database.json(
    `SELECT coalesce(sum(octet_length(json)), 0) AS json
      FROM item JOIN content ON content.key = item.content
      WHERE conversation = ? AND position IS NOT NULL`,
    conversation,
  );
  return z.number().parse(bytes);
}

/**
 * Reads all items of a conversation, by its key, oldest first. Rejects with `context_length_exceeded`
 * for more than `maxHistoryBytes`.
 */
export async function readAllItems(
  database: Database,
  conversation: number,
): Promise<readonly RawItem[]> {
  assertReadable(await readItemBytes(database, conversation), 'conversation');
  const items = await database.json(
    `SELECT '[' || coalesce(group_concat(json, ',' ORDER BY position), '') || ']' AS json
      FROM item JOIN content ON content.key = item.content
      WHERE conversation = ? AND position IS NOT NULL`,
    conversation,
  );
  return rawItems.parse(items);
}

/** Reads a page of the items of a conversation, by its key. */
export async function readItems(
  database: Database,
  conversation: number,
  { after, limit, order }: ItemQuery,
): Promise<Page<RawItem>> {
  const isDescending = order === 'desc';
  const start = await positionOf(database, conversation, after);
  const page = await database.json(
    pageSql({
      rows: `SELECT content.key, position, octet_length(json)
        FROM item JOIN content ON content.key = item.content
        WHERE conversation = ? AND position ${isDescending ? '<' : '>'} ?
        ORDER BY position ${order} LIMIT ?`,
      order,
      json: contentJson,
    }),
    conversation,
    start ?? (isDescending ? Number.MAX_SAFE_INTEGER : -1),
    limit + 1,
  );
  return pageWithin(pageOf(rawItems).parse(page), limit);
}

async function positionOf(
  database: Database,
  conversation: number,
  id: string | undefined,
): Promise<number | undefined> {
  if (id === undefined) return undefined;
  const position = await database.json(
    `SELECT position AS json FROM item WHERE conversation = ? AND id = ? AND position IS NOT NULL`,
    conversation,
    id,
  );
  if (position === undefined) throw unknownAfter();
  return z.number().parse(position);
}

/** Reads one item of a conversation, by its key; undefined for an unknown one. */
export async function readItem(
  database: Database,
  conversation: number,
  id: string,
): Promise<RawItem | undefined> {
  const item = await database.json(
    `SELECT json FROM item JOIN content ON content.key = item.content
      WHERE conversation = ? AND id = ? AND position IS NOT NULL`,
    conversation,
    id,
  );
  return rawItem.optional().parse(item);
}

/**
 * Reads the items with these ids. Of several with one id it is the newest, and the reader's own before
 * any other. Rejects with `context_length_exceeded` for more than `maxHistoryBytes`.
 */
export async function readItemsById(
  database: Database,
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RawItem>> {
  const visible = visibleTo(reader, 'item');
  const found = await database.json(
    `WITH wanted AS (
        SELECT content FROM (
          SELECT content, row_number() OVER (
              PARTITION BY item.id ORDER BY item.owner = ? DESC, item.key DESC
            ) AS rank
            FROM item
            WHERE item.id IN (SELECT value FROM json_each(?)) AND content IS NOT NULL
              AND ${visible.sql}
        ) WHERE rank = 1
      ),
      size AS (
        SELECT coalesce(sum(octet_length(json)), 0) AS bytes
          FROM wanted JOIN content ON content.key = wanted.content
      )
      SELECT '{"bytes":' || bytes || ',"items":[' || CASE WHEN bytes <= ${maxHistoryBytes} THEN
          coalesce(
            (SELECT group_concat(json, ',') FROM wanted JOIN content ON content.key = wanted.content), ''
          ) ELSE '' END || ']}' AS json FROM size`,
    reader.id,
    JSON.stringify(ids.map(wellFormed)),
    ...visible.values,
  );
  const { bytes, items } = sized.parse(found);
  assertReadable(bytes, 'input');
  return new Map(items.map((item) => [item.id, item]));
}
