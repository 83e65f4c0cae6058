import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { StoreFacts } from '../conversation-store.ts';

const facts = z.object({
  conversations: z.number(),
  bytes: z.number(),
  oldestAt: z.number().nullable(),
});

/** Reads how much is kept. The free pages of the file, which SQLite uses again, do not count. */
export async function readFacts(database: Database): Promise<Omit<StoreFacts, 'mode'>> {
  const found = await database.json(
    `SELECT json_object(
        'conversations', (SELECT count(*) FROM conversation),
        'oldestAt', (SELECT min(used_at) FROM conversation),
        'bytes', (page_count - freelist_count) * page_size
      ) AS json FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  );
  const { oldestAt, ...counts } = facts.parse(found);
  return { ...counts, oldestAt: oldestAt === null ? null : new Date(oldestAt) };
}
