import type { Database } from './database.ts';

/** Does all of it or, where it rejects, nothing. */
export async function inTransaction<T>(database: Database, work: () => Promise<T>): Promise<T> {
  await database.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    await database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has already done that after some errors, such as a full disk.
    await database.exec('ROLLBACK').catch(() => {});
    throw error;
  }
}
