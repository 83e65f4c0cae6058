import { completionRows, rowJson, toRecord } from './completion-row.ts';
import type { Database } from '../sqlite/database.ts';
import { toConditions } from './filter-sql.ts';
import { recordedContent } from './recorded-content.ts';
import type { CompletionRecord, RecordedContent, RecordQuery } from './usage-store.ts';

/** Reads a page of the records. */
export async function readRecords(
  database: Database,
  { filter, before, after, limit, isOldestFirst }: RecordQuery,
): Promise<readonly CompletionRecord[]> {
  const { sql, values } = toConditions(filter);
  const where = ['place < ?', 'place > ?', ...sql].join(' AND ');
  const order = isOldestFirst ? 'ASC' : 'DESC';
  const rows = await database.json(
    `SELECT json_group_array(${rowJson}) AS json FROM (
      SELECT * FROM completion WHERE ${where} ORDER BY place ${order} LIMIT ?
    )`,
    before ?? Number.MAX_SAFE_INTEGER,
    after ?? -1,
    ...values,
    limit,
  );
  return completionRows.parse(rows).map(toRecord);
}

/** Reads one record; undefined for an id that is not kept. */
export async function readRecord(
  database: Database,
  id: string,
): Promise<CompletionRecord | undefined> {
  const rows = await database.json(
    `SELECT json_group_array(${rowJson}) AS json FROM completion WHERE id = ?`,
    id,
  );
  return completionRows.parse(rows).map(toRecord)[0];
}

/** Reads what was said in one completion; undefined where it is not kept. */
export async function readContent(
  database: Database,
  id: string,
): Promise<RecordedContent | undefined> {
  const content = await database.json(
    'SELECT content AS json FROM completion WHERE id = ? AND content IS NOT NULL',
    id,
  );
  return content === undefined ? undefined : recordedContent.parse(content);
}
