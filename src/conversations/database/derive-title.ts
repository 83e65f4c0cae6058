import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import { titleOf } from './title-of.ts';

/** So many messages are looked at. The first ones may be pictures. */
const maxMessages = 20;

/** So many parts of all of them. */
const maxParts = 100;

/** Characters of a part that are read: it may be long, and a title is not. */
const maxCharacters = 3000;

const starts = z.array(z.object({ message: z.number(), start: z.string() }));

/**
 * Makes the title of a conversation from the first message of the user, unless a client gave it one.
 * It must not show what was deleted.
 */
export async function deriveTitle(database: Database, conversation: number): Promise<void> {
  // `->` leaves a text as it stands in the JSON. See `wellFormed` for why it is not taken out of it.
  const found = await database.json(
    `SELECT json_group_array(json_object('message', n, 'start', start) ORDER BY n, part) AS json FROM (
      SELECT n, part.key AS part, substr(part.value -> '$.text', 1, ${maxCharacters}) AS start FROM (
        SELECT json AS message, row_number() OVER (ORDER BY position IS NULL, position, item.key) AS n
          FROM item JOIN content ON content.key = item.content
          WHERE conversation = ? AND json_valid(json) AND json ->> 'type' = 'message'
            AND json ->> 'role' = 'user'
          ORDER BY n LIMIT ${maxMessages}
      ), json_each(message, '$.content') AS part
      WHERE part.type = 'object' AND json_type(part.value, '$.text') = 'text'
      ORDER BY n, part.key LIMIT ${maxParts}
    )`,
    conversation,
  );
  await database.run(
    'UPDATE conversation SET title = ? WHERE key = ? AND is_title_derived',
    titleOf(messagesOf(starts.parse(found))),
    conversation,
  );
}

/** The beginnings of the texts of each message. */
function messagesOf(found: z.output<typeof starts>): string[][] {
  const messages = new Map<number, string[]>();
  for (const { message, start } of found) {
    const texts = messages.get(message) ?? [];
    messages.set(message, [...texts, startOfText(start)]);
  }
  return [...messages.values()];
}

/** The text in the beginning of a JSON string, which may end anywhere. */
function startOfText(json: string): string {
  const whole = /^"(?:[^"\\]|\\(?:u[\da-f]{4}|[^u]))*/i.exec(json)?.[0] ?? '"';
  return z.string().parse(JSON.parse(`${whole}"`));
}
