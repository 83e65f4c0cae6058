import type { Logger } from 'pino';
import type { Database } from '../sqlite/database.ts';
import { openOwnDatabase } from '../sqlite/open-own-database.ts';
import { usageMigrations } from './migrations.ts';

/** Opens the usage database, as `openOwnDatabase` does. */
export async function openUsageDatabase(file: string, logger: Logger): Promise<Database> {
  return await openOwnDatabase(
    {
      file,
      name: 'usage database',
      migrations: usageMigrations,
      // Reads the whole of the table that every report is made from.
      check: async (database) =>
        await database.json('SELECT count(total_tokens) AS json FROM usage_hour'),
    },
    logger,
  );
}
