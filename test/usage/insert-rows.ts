import { openDatabase } from '../../src/sqlite/database.ts';

/** Columns of `completion`; a row has the values of `oneRow` where it gives none. */
export type Row = Readonly<Record<string, string | number | null>>;

/** An answer that took a second, of which a tenth until the first token. */
export const oneRow = {
  surface: 'CHAT_COMPLETIONS',
  model: 'gpt-5.5',
  effort: 'medium',
  status: 'completed',
  key_name: '',
  user_agent: 'curl/8.5.0',
  program: 'curl',
  input_tokens: 10,
  cached_input_tokens: 4,
  cache_write_input_tokens: 1,
  output_tokens: 5,
  reasoning_output_tokens: 2,
  total_tokens: 15,
} as const;

let inserted = 0;

/** Writes rows into a usage database of this version, each with its `ended_at`, without a store. */
export async function insertRows(file: string, rows: readonly Row[]): Promise<void> {
  const database = await openDatabase(file);
  for (const given of rows) {
    inserted += 1;
    const endedAt = Number(given['ended_at']);
    const times = { created_at: endedAt - 1000, first_token_at: endedAt - 900 };
    const row: Row = { id: `chatcmpl-row-${inserted}`, ...oneRow, ...times, ...given };
    const names = Object.keys(row);
    await database.run(
      `INSERT INTO completion (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...Object.values(row),
    );
  }
  database.close();
}
