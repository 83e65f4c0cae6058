import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { StoreFacts } from '../conversation-store.ts';

const facts = z.object({ conversations: z.number(), bytes: z.number() });

/** Reads how much is kept. The free pages of the file, which SQLite uses again, do not count. */
export async function readFacts(database: Database): Promise<Omit<StoreFacts, 'mode'>> {
  const found = await database.json(
    `SELECT json_object(
        'conversations', (SELECT count(*) FROM conversation),
        'bytes', (page_count - freelist_count) * page_size
      ) AS json FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  );
  return facts.parse(found);
}
