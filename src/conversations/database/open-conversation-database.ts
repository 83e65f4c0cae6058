import type { Logger } from 'pino';
import { inMemory, openDatabase, type Database } from '../../sqlite/database.ts';
import { migrate } from '../../sqlite/migrate.ts';
import { openOwnDatabase } from '../../sqlite/open-own-database.ts';
import { conversationMigrations } from './migrations.ts';

/** Opens the database of conversations in a file, as `openOwnDatabase` does, or an empty one in memory. */
export async function openConversationDatabase(
  place: { readonly file: string } | 'memory',
  logger: Logger,
): Promise<Database> {
  if (place !== 'memory') {
    return await openOwnDatabase(
      {
        file: place.file,
        name: 'conversation database',
        migrations: conversationMigrations,
        check: async (database) =>
          await database.json('SELECT count(used_at) AS json FROM conversation'),
      },
      logger,
    );
  }
  const database = await openDatabase(inMemory);
  await migrate(database, conversationMigrations);
  return database;
}
