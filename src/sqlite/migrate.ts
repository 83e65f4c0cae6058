import type { Database } from './database.ts';

/** A later version of this program has made the database. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Brings a database to this program's version, each step wholly or not at all. Rejects with
 * `NewerDatabaseError`, having changed nothing, where it is beyond that.
 *
 * @param migrations Each takes the database one version on; one that has been released never changes.
 */
export async function migrate(database: Database, migrations: readonly string[]): Promise<void> {
  const version = Number(
    await database.json('SELECT user_version AS json FROM pragma_user_version'),
  );
  if (version > migrations.length) {
    throw new NewerDatabaseError(`It has version ${version}, and ${migrations.length} is known.`);
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    await database.exec(`BEGIN; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
