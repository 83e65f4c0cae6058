import type { Logger } from 'pino';
import type { Database } from '../sqlite/database.ts';
import { openOwnDatabase } from '../sqlite/open-own-database.ts';
import { usageMigrations } from './migrations.ts';

/** Reads the whole of the tables that every report is made from. */
const readTotals = `SELECT (SELECT count(total_tokens) FROM usage_hour)
  + (SELECT count(*) FROM usage_packed_hour WHERE cells > x'ff') AS json`;

/** Opens the usage database, as `openOwnDatabase` does. */
export async function openUsageDatabase(file: string, logger: Logger): Promise<Database> {
  return await openOwnDatabase(
    {
      file,
      name: 'usage database',
      migrations: usageMigrations,
      check: async (database) => await database.json(readTotals),
    },
    logger,
  );
}
