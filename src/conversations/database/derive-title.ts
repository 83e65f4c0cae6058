import type { Database } from '../../sqlite/database.ts';
import { rawItems } from './item-json.ts';
import { titleOf } from './title-of.ts';

/** So many messages are looked at. The first ones may be pictures. */
const maxMessages = 20;

/**
 * Makes the title of a conversation from the first message of the user, unless a client gave it one.
 * It must not show what was deleted.
 */
export async function deriveTitle(database: Database, conversation: number): Promise<void> {
  const messages = await database.json(
    `SELECT '[' || coalesce(group_concat(json, ',' ORDER BY n), '') || ']' AS json FROM (
      SELECT json, row_number() OVER (ORDER BY position IS NULL, position, item.key) AS n
        FROM item JOIN content ON content.key = item.content
        WHERE conversation = ? AND json_valid(json) AND json ->> 'role' = 'user'
        ORDER BY n LIMIT ${maxMessages}
    )`,
    conversation,
  );
  await database.run(
    'UPDATE conversation SET title = ? WHERE key = ? AND is_title_derived',
    titleOf(rawItems.parse(messages)),
    conversation,
  );
}
