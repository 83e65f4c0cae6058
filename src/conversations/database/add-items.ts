import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import { wellFormed } from '../../sqlite/well-formed.ts';
import { newItemId } from '../items/item-ids.ts';
import type { RawItem } from '../raw-item.ts';

/** Where items go. */
export interface ItemsPlace {
  /** The key of the conversation. */
  readonly conversation: number;
  readonly owner: string;
  /** The key of the turn that brings them; null for those that are added by hand. */
  readonly turn: number | null;
  readonly kind: 'input' | 'output' | 'added';
}

/**
 * Adds items to a conversation. Those of a turn get their positions when it ends. An item whose id the
 * conversation has already gets a new one. Resolves with the items as they are kept.
 */
export async function addItems(
  database: Database,
  { conversation, owner, turn, kind }: ItemsPlace,
  items: readonly RawItem[],
): Promise<readonly RawItem[]> {
  if (items.length === 0) return [];
  const added = await withFreeIds(database, conversation, items);
  const jsons = added.map((item) => JSON.stringify(item));
  await database.run(
    'INSERT INTO content (json) SELECT value FROM json_each(?)',
    JSON.stringify(jsons),
  );
  await database.run(
    `INSERT INTO item (conversation, id, owner, turn, kind, position, content)
      SELECT ?1, value, ?2, ?3, ?4,
        CASE WHEN ?3 IS NULL THEN each.key + (${endOf('?1')}) END,
        each.key + (SELECT max(key) FROM content) - ?5 + 1
      FROM json_each(?6) AS each`,
    conversation,
    owner,
    turn,
    kind,
    added.length,
    JSON.stringify(added.map(({ id }) => wellFormed(id))),
  );
  return added;
}

/** The position after the last item of a conversation, in SQL. */
export function endOf(conversation: string): string {
  return `SELECT coalesce(max(position) + 1, 0) FROM item WHERE conversation = ${conversation}`;
}

async function withFreeIds(
  database: Database,
  conversation: number,
  items: readonly RawItem[],
): Promise<readonly RawItem[]> {
  const ids = JSON.stringify(items.map(({ id }) => wellFormed(id)));
  const known = await database.json(
    `SELECT json_group_array(json_array(id, content IS NULL)) AS json FROM item
      WHERE conversation = ? AND id IN (SELECT value FROM json_each(?))`,
    conversation,
    ids,
  );
  const found = z.array(z.tuple([z.string(), z.number()])).parse(known);
  const isAnyDeleted = found.some(([, isDeleted]) => isDeleted === 1);
  if (isAnyDeleted) await freeDeletedIds(database, conversation, ids);
  const taken = new Set(found.flatMap(([id, isDeleted]) => (isDeleted === 1 ? [] : [id])));
  return items.map((item) => {
    const id = taken.has(wellFormed(item.id)) ? newItemId(item.type) : item.id;
    taken.add(wellFormed(id));
    return id === item.id ? item : { ...item, id };
  });
}

/** The rows of deleted items keep their positions, so that none is given twice. */
async function freeDeletedIds(
  database: Database,
  conversation: number,
  ids: string,
): Promise<void> {
  await database.run(
    `UPDATE item SET id = 'deleted ' || key
      WHERE conversation = ? AND content IS NULL AND id IN (SELECT value FROM json_each(?))`,
    conversation,
    ids,
  );
}
