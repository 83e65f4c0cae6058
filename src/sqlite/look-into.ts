import { pathToFileURL } from 'node:url';
import { exists } from '../util/exists.ts';

/** What is used of libsql's own types, which leave it open. */
interface Statement {
  all(values: readonly never[]): Promise<{ user_version?: number }[]>;
}

/**
 * Reads the version of a database, and changes nothing; null where there is no file. Rejects where it
 * is damaged, locked or not to be read.
 */
export async function lookInto(file: string): Promise<number | null> {
  if (!(await exists(file))) return null;
  const { default: Libsql } = await import('libsql/promise');
  const database = new Libsql(`${pathToFileURL(file).href}?mode=ro`, {});
  try {
    // Reads the first page, by which SQLite knows a database.
    await (await database.prepare('SELECT count(*) FROM sqlite_schema')).all([]);
    const statement: Statement = await database.prepare('PRAGMA user_version');
    const [row] = await statement.all([]);
    return row?.user_version ?? 0;
  } finally {
    database.close();
  }
}
