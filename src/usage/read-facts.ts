import { z } from 'zod';
import type { Database } from '../sqlite/database.ts';
import type { UsageFacts } from './usage-store.ts';

const facts = z.object({ bytes: z.number(), oldestAt: z.number().nullable() });

/** Reads how much is kept. The free pages of the file, which SQLite uses again, do not count. */
export async function readFacts(database: Database): Promise<UsageFacts> {
  const found = await database.json(
    `SELECT json_object(
        'bytes', (page_count - freelist_count) * page_size,
        'oldestAt', (SELECT min(ended_at) FROM completion)
      ) AS json FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  );
  const { bytes, oldestAt } = facts.parse(found);
  return { bytes, oldestAt: oldestAt === null ? null : new Date(oldestAt) };
}
