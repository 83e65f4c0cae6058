import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';

/** A later version of this program has made the database. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/** Takes a database one version on: SQL, or what SQL alone cannot do. It runs in a transaction. */
export type Migration = string | ((database: Database) => Promise<void>);

/**
 * Brings a database to this program's version, each step wholly or not at all. Rejects with
 * `NewerDatabaseError`, having changed nothing, where it is beyond that.
 *
 * @param migrations Each takes the database one version on; one that has been released never changes.
 * @param onUpgrade Called before a database of an earlier version is changed, which may take long.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  onUpgrade: (from: number, to: number) => void = () => {},
): Promise<void> {
  const version = Number(
    await database.json('SELECT user_version AS json FROM pragma_user_version'),
  );
  if (version > migrations.length) {
    throw new NewerDatabaseError(`It has version ${version}, and ${migrations.length} is known.`);
  }
  if (version > 0 && version < migrations.length) onUpgrade(version, migrations.length);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    await inTransaction(database, async () => {
      if (typeof migration === 'string') await database.exec(migration);
      else await migration(database);
      await database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
