import { z } from 'zod';
import { errorCodes, type ErrorCode } from '../errors/error-table.ts';
import { InvalidRequestError } from '../errors/errors.ts';
import type { Database } from '../sqlite/database.ts';
import { completionRows, rowJson, toRecord } from './completion-row.ts';
import { toConditions } from './filter-sql.ts';
import type { CompletionRecord, UsageFilter } from './usage-store.ts';

/** Which errors or refusals are asked for. */
export interface FaultQuery {
  /** Default: a day before `to`. */
  readonly from?: Date | undefined;
  /** Default: now. */
  readonly to?: Date | undefined;
  readonly filter: UsageFilter;
}

/** The completions that failed with one error. */
export interface ErrorSummary {
  readonly code: ErrorCode;
  readonly completions: number;
  /** The one that ended last. */
  readonly newest: CompletionRecord | null;
}

/** Requests that were refused for the same reason, to the same caller. */
export interface RefusalSummary {
  readonly reason: ErrorCode;
  /** Null for callers without a key, and where the key is not valid. */
  readonly keyName: string | null;
  readonly program: string | null;
  readonly surface: string | null;
  readonly count: number;
  readonly newestAt: Date;
}

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;

/** Of one answer. */
const maxGroups = 1000;

const code = z.enum(errorCodes).catch('internal_error');

const errorRows = z.array(z.object({ code, completions: z.number(), newest: completionRows }));
const refusalRows = z.array(
  z.object({
    reason: code,
    key_name: z.string(),
    program: z.string(),
    surface: z.string(),
    refusals: z.number(),
    newest_at: z.number(),
  }),
);

/** Reads why completions failed, the most frequent error first. */
export async function readErrors(
  database: Database,
  query: FaultQuery,
  now: number,
): Promise<readonly ErrorSummary[]> {
  const { from, to } = rangeOf(query, now);
  const { sql, values } = toConditions(query.filter);
  const rows = await database.json(
    `SELECT json_group_array(json_object('code', error_code, 'completions', completions, 'newest', json((
          SELECT json_array(json(${rowJson})) FROM completion WHERE completion.place = newest_place
        )))) AS json
      FROM (
        SELECT error_code, count(*) AS completions, max(place) AS newest_place FROM completion
        WHERE ${["status = 'failed'", 'error_code IS NOT NULL', 'ended_at >= ?', 'ended_at < ?', ...sql].join(' AND ')}
        GROUP BY error_code ORDER BY completions DESC, error_code
      )`,
    from,
    to,
    ...values,
  );
  return errorRows.parse(rows).map(({ newest, ...summary }) => ({
    ...summary,
    newest: newest.map(toRecord)[0] ?? null,
  }));
}

/** Reads which requests were refused, in the hours that a time touches, the most frequent first. */
export async function readRefusals(
  database: Database,
  query: FaultQuery,
  now: number,
): Promise<readonly RefusalSummary[]> {
  const { from, to } = rangeOf(query, now);
  const { model, effort, status, errorCode, ...known } = query.filter;
  // A refused request has no model, effort or status.
  if (model !== undefined || effort !== undefined) return [];
  if (status !== undefined && status !== 'failed') return [];
  const { sql, values } = toConditions(known);
  const reasons = errorCode === undefined ? [] : [errorCode];
  const where = [...sql, ...reasons.map(() => 'reason = ?'), 'start >= ?', 'start < ?'];
  const rows = await database.json(
    `SELECT json_group_array(json_object('reason', reason, 'key_name', key_name, 'program', program,
        'surface', surface, 'refusals', refusals, 'newest_at', newest_at)) AS json
      FROM (
        SELECT reason, key_name, program, surface, sum(refusals) AS refusals, max(newest_at) AS newest_at
        FROM refusal WHERE ${where.join(' AND ')}
        GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT ${maxGroups}
      )`,
    ...values,
    ...reasons,
    from - (from % hourMs),
    to,
  );
  return refusalRows.parse(rows).map((row) => ({
    reason: row.reason,
    keyName: row.key_name || null,
    program: row.program || null,
    surface: row.surface || null,
    count: row.refusals,
    newestAt: new Date(row.newest_at),
  }));
}

function rangeOf(
  { from, to }: FaultQuery,
  now: number,
): { readonly from: number; readonly to: number } {
  // A default end includes what ends in this millisecond.
  const until = to?.getTime() ?? now + 1;
  const since = from?.getTime() ?? until - dayMs;
  if (since < until) return { from: since, to: until };
  throw new InvalidRequestError(
    'invalid_value',
    'from must be before to, which is now where it is not given.',
    { param: 'from' },
  );
}
