import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { Continuation, Reader } from '../conversation-store.ts';
import type { ItemQuery, Page } from '../conversation.ts';
import type { RawItem } from '../raw-item.ts';
import type { StoredTurn } from '../turn.ts';
import { rawItems } from './item-json.ts';
import {
  assertReadable,
  contentJson,
  maxHistoryBytes,
  pageOf,
  pageSql,
  pageWithin,
} from './read-bounds.ts';
import { visibleTo } from './reader-sql.ts';
import { saidTables } from './said-sql.ts';
import { turnJson, turnRow, turnStatus, toTurn } from './turn-row.ts';
import { unknownAfter } from '../unknown-after.ts';

/** Reads a turn; undefined for an unknown one. */
export async function readTurn(
  database: Database,
  reader: Reader,
  id: string,
): Promise<StoredTurn | undefined> {
  const visible = visibleTo(reader, 'turn');
  const row = await database.json(
    `SELECT ${turnJson('turn.events')} AS json FROM turn
      WHERE turn.id = ? AND NOT is_deleted AND ${visible.sql}`,
    id,
    ...visible.values,
  );
  return row === undefined ? undefined : toTurn(turnRow.parse(row));
}

/** Reads a page of the turns of a conversation, without their events. */
export async function readTurnsOf(
  database: Database,
  reader: Reader,
  conversationId: string,
  { after, limit, order }: ItemQuery,
): Promise<Page<StoredTurn>> {
  const visible = visibleTo(reader, 'turn');
  const start = await turnKey(database, conversationId, after);
  const isDescending = order === 'desc';
  const page = await database.json(
    pageSql({
      rows: `SELECT turn.key, turn.key, octet_length(settings) + coalesce((
            SELECT sum(octet_length(json)) FROM item JOIN content ON content.key = item.content
              WHERE item.turn = turn.key
          ), 0)
        FROM turn
        WHERE conversation = (SELECT key FROM conversation WHERE id = ?)
          AND NOT is_deleted AND ${visible.sql} AND turn.key ${isDescending ? '<' : '>'} ?
        ORDER BY turn.key ${order} LIMIT ?`,
      order,
      json: `SELECT ${turnJson('NULL')} FROM turn WHERE turn.key = entry`,
    }),
    conversationId,
    ...visible.values,
    start ?? (isDescending ? Number.MAX_SAFE_INTEGER : -1),
    limit + 1,
  );
  const { found, data } = pageOf(z.array(turnRow)).parse(page);
  return pageWithin({ found, data: data.map(toTurn) }, limit);
}

async function turnKey(
  database: Database,
  conversationId: string,
  id: string | undefined,
): Promise<number | undefined> {
  if (id === undefined) return undefined;
  const key = await database.json(
    `SELECT turn.key AS json FROM turn JOIN conversation ON conversation.key = conversation
      WHERE turn.id = ? AND conversation.id = ?`,
    id,
    conversationId,
  );
  if (key === undefined) throw unknownAfter();
  return z.number().parse(key);
}

const continuation = z.object({
  facts: z.object({
    status: turnStatus,
    conversationId: z.string(),
    isLast: z.number(),
    isImplicit: z.number(),
  }),
  bytes: z.number(),
  history: rawItems,
});

/**
 * Reads what a turn is that another one continues from; undefined for an unknown one. Rejects with
 * `context_length_exceeded` for more than `maxHistoryBytes`.
 */
export async function readContinuation(
  database: Database,
  reader: Reader,
  id: string,
): Promise<Continuation | undefined> {
  const visible = visibleTo(reader, 'turn');
  const row = await database.json(
    `WITH RECURSIVE wanted AS (
        SELECT turn.*, conversation.id AS conversation_id, is_implicit FROM turn
          JOIN conversation ON conversation.key = turn.conversation
          WHERE turn.id = ? AND NOT is_deleted AND ${visible.sql}
      ),
      ${saidTables('(SELECT key FROM wanted)')},
      size AS (
        SELECT coalesce(sum(octet_length(json)), 0) AS bytes
          FROM said JOIN content ON content.key = said.content
      )
      SELECT '{"facts":' || json_object('status', status, 'conversationId', conversation_id,
          'isImplicit', is_implicit, 'isLast', NOT EXISTS (
            SELECT 1 FROM turn WHERE turn.conversation = wanted.conversation AND turn.key > wanted.key
          ) AND NOT EXISTS (
            SELECT 1 FROM item WHERE item.conversation = wanted.conversation
              AND item.content IS NOT NULL AND item.turn IS NOT wanted.key AND item.position >=
                coalesce((SELECT max(position) FROM item WHERE turn = wanted.key), wanted.base)
          )
        ) || ',"bytes":' || bytes || ',"history":[' ||
        CASE WHEN bytes <= ${maxHistoryBytes} THEN coalesce((
          SELECT group_concat(json, ',' ORDER BY part, place, step)
            FROM said JOIN content ON content.key = said.content
        ), '') ELSE '' END || ']}' AS json FROM wanted, size`,
    id,
    ...visible.values,
  );
  if (row === undefined) return undefined;
  const { facts, bytes, history } = continuation.parse(row);
  assertReadable(bytes, 'previous_response_id');
  const isImplicit = facts.isImplicit === 1;
  return { ...facts, isLast: facts.isLast === 1, isImplicit, history };
}

const inputPage = z.object({ isKnownAfter: z.literal([0, 1]), page: pageOf(rawItems) });

/** Reads a page of what a turn was given; undefined for an unknown one. */
export async function readInputItems(
  database: Database,
  reader: Reader,
  id: string,
  { after, limit, order }: ItemQuery,
): Promise<Page<RawItem> | undefined> {
  const visible = visibleTo(reader, 'turn');
  const isDescending = order === 'desc';
  const row = await database.json(
    `WITH RECURSIVE wanted AS (
        SELECT turn.key FROM turn WHERE turn.id = ? AND NOT is_deleted AND ${visible.sql}
      ),
      ${saidTables('(SELECT key FROM wanted)')},
      given AS (
        SELECT id, content, row_number() OVER (ORDER BY part, place, step) AS n
          FROM said, wanted WHERE turn IS NOT wanted.key OR kind = 'input'
      ),
      start AS (SELECT CASE WHEN ? IS NULL THEN ? ELSE (SELECT n FROM given WHERE id = ?) END AS n)
      SELECT '{"isKnownAfter":' || (start.n IS NOT NULL) || ',"page":' || (${pageSql({
        rows: `SELECT content.key, n, octet_length(json)
          FROM given JOIN content ON content.key = given.content
          WHERE n ${isDescending ? '<' : '>'} (SELECT n FROM start) ORDER BY n ${order} LIMIT ?`,
        order,
        json: contentJson,
      })}) || '}' AS json FROM wanted, start`,
    id,
    ...visible.values,
    after ?? null,
    isDescending ? Number.MAX_SAFE_INTEGER : 0,
    after ?? null,
    limit + 1,
  );
  if (row === undefined) return undefined;
  const { isKnownAfter, page } = inputPage.parse(row);
  if (isKnownAfter === 0) throw unknownAfter();
  return pageWithin(page, limit);
}
