/**
 * The code of an error, as of Node and SQLite: `ENOENT`, `SQLITE_BUSY`. Undefined for an error without
 * one, and for anything else.
 */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
