import { latencyBinSql } from '../../util/latency-bounds.ts';
import { groupColumns } from './group.ts';
import { sumColumns } from './sums.ts';

// A migration is made of these texts, so they do not change: a change is another migration.

const hourMs = 60 * 60 * 1000;

/** The number of programs that are told apart in an hour. The others count as `other`. */
const maxPrograms = 50;

const groups = groupColumns.join(', ');

/** The columns that tell the times of a cell apart; -1 for a first token that never came. */
const binColumns = ['first_token_bin', 'duration_bin'] as const;

/** The start of the hour in which a completion ended. `row` is its table, or `new`. */
const hourOf = (row: string): string => `${row}.ended_at - ${row}.ended_at % ${hourMs}`;

/** What a completion is grouped by. */
const groupValues = (row: string): Readonly<Record<(typeof groupColumns)[number], string>> => ({
  model: `${row}.model`,
  key_name: `${row}.key_name`,
  surface: `${row}.surface`,
  program: `coalesce((
    SELECT program FROM usage_program
    WHERE start = ${hourOf(row)} AND program = coalesce(${row}.program, '')
  ), 'other')`,
  status: `${row}.status`,
  error_code: `coalesce(${row}.error_code, '')`,
  effort: `coalesce(${row}.effort, '')`,
});

const firstTokenMs = (row: string): string => `max(0, ${row}.first_token_at - ${row}.created_at)`;
const durationMs = (row: string): string => `max(0, ${row}.ended_at - ${row}.created_at)`;

const binValues = (row: string): readonly string[] => [
  `CASE WHEN ${row}.first_token_at IS NULL THEN -1 ELSE ${latencyBinSql(firstTokenMs(row))} END`,
  latencyBinSql(durationMs(row)),
];

/** What a completion adds to the sums, in the order of `sumNames`. */
const sumValues = (row: string): readonly string[] => [
  '1',
  `${row}.status = 'failed'`,
  `${row}.status = 'cancelled'`,
  `${row}.first_token_at IS NOT NULL`,
  `coalesce(${firstTokenMs(row)}, 0)`,
  '1',
  durationMs(row),
  `${row}.queued_ms IS NOT NULL`,
  `coalesce(${row}.queued_ms, 0)`,
  `${row}.total_tokens IS NOT NULL`,
  `coalesce(${row}.input_tokens, 0)`,
  `coalesce(${row}.cached_input_tokens, 0)`,
  `coalesce(${row}.cache_write_input_tokens, 0)`,
  `coalesce(${row}.output_tokens, 0)`,
  `coalesce(${row}.reasoning_output_tokens, 0)`,
  `coalesce(${row}.total_tokens, 0)`,
];

const named = (values: readonly string[], names: readonly string[]): string =>
  values.map((value, index) => `${value} AS ${names[index]}`).join(',\n');

/**
 * A query for what the rows count for: their group, their bins and their sums, in the columns of those.
 *
 * @param start An expression for the column `start`.
 */
export function countedRows(start: string): string {
  const row = 'completion';
  const values = [...Object.values(groupValues(row)), ...binValues(row), ...sumValues(row)];
  return `SELECT ${start} AS start,
    ${named(values, [...Object.keys(groupValues(row)), ...binColumns, ...sumColumns])}
    FROM completion`;
}

const tables = `
  CREATE TABLE usage_program (
    start INTEGER NOT NULL,
    program TEXT NOT NULL,
    PRIMARY KEY (start, program)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE usage_group (
    id INTEGER PRIMARY KEY,
    ${groupColumns.map((name) => `${name} TEXT NOT NULL`).join(',\n')},
    last_start INTEGER NOT NULL,
    UNIQUE (${groups})
  ) STRICT;
  CREATE TABLE usage_hour (
    start INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    ${[...binColumns, ...sumColumns].map((name) => `${name} INTEGER NOT NULL`).join(',\n')},
    PRIMARY KEY (start, group_id, ${binColumns.join(', ')})
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE usage_packed_hour (start INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;`;

const addGroup = 'ON CONFLICT DO UPDATE SET last_start = max(last_start, excluded.last_start)';

const addSums = `ON CONFLICT DO UPDATE SET
  ${sumColumns.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`;

const newGroup = Object.values(groupValues('new')).join(', ');

const trigger = `
  CREATE TRIGGER completion_counted AFTER INSERT ON completion BEGIN
    INSERT INTO usage_program SELECT ${hourOf('new')}, coalesce(new.program, '')
      WHERE (SELECT count(*) FROM usage_program WHERE start = ${hourOf('new')}) < ${maxPrograms}
      ON CONFLICT DO NOTHING;
    INSERT INTO usage_group (${groups}, last_start) VALUES (${newGroup}, ${hourOf('new')}) ${addGroup};
    INSERT INTO usage_hour
      SELECT ${[hourOf('new'), 'id', ...binValues('new'), ...sumValues('new')].join(',\n')}
      FROM usage_group WHERE (${groups}) = (${newGroup}) ${addSums};
  END;`;

const countStoredRows = `
  INSERT INTO usage_program SELECT start, program FROM (
    SELECT start, program, row_number() OVER (PARTITION BY start ORDER BY first) AS number FROM (
      SELECT ${hourOf('completion')} AS start, coalesce(program, '') AS program, min(place) AS first
      FROM completion GROUP BY 1, 2
    )
  ) WHERE number <= ${maxPrograms};
  CREATE TEMP TABLE counted AS ${countedRows(hourOf('completion'))};
  INSERT INTO usage_group (${groups}, last_start)
    SELECT ${groups}, max(start) FROM counted GROUP BY ${groups};
  INSERT INTO usage_hour
    SELECT start, id, ${binColumns.join(', ')}, ${sumColumns.map((name) => `sum(${name})`).join(', ')}
    FROM counted JOIN usage_group USING (${groups}) GROUP BY 1, 2, 3, 4;`;

/** What the totals of earlier versions hold. */
const oldSums: readonly string[] = [
  'completions',
  'failed',
  'cancelled',
  'first_tokens',
  'first_token_ms',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_input_tokens',
  'output_tokens',
  'reasoning_output_tokens',
  'total_tokens',
];

const left = (name: string): string =>
  oldSums.includes(name) ? `max(0, old.${name} - coalesce(new.${name}, 0))` : '0';

/** Totals whose rows are gone stay, in a group of which only the model, the key and the surface are known. */
const keepOldTotals = `
  CREATE TEMP TABLE forgotten AS
    SELECT start, model, key_name, surface, ${named(sumColumns.map(left), sumColumns)}
    FROM old_usage_hour AS old LEFT JOIN (
      SELECT start, model, key_name, surface, ${named(
        oldSums.map((name) => `sum(${name})`),
        oldSums,
      )}
      FROM counted GROUP BY 1, 2, 3, 4
    ) AS new USING (start, model, key_name, surface)
    WHERE old.completions > coalesce(new.completions, 0);
  INSERT INTO usage_group (${groups}, last_start)
    SELECT model, key_name, surface, '', '', '', '', max(start)
    FROM forgotten GROUP BY 1, 2, 3;
  INSERT INTO usage_hour
    SELECT forgotten.start, id, -1, -1, ${sumColumns.join(', ')}
    FROM forgotten JOIN usage_group USING (model, key_name, surface)
    WHERE (program, status, error_code, effort) = ('', '', '', '');`;

/**
 * Makes the totals by group and hour, from the rows of `completion`, and from `usage_hour` as earlier
 * versions had it. New rows count at once, by a trigger, so the totals are in step with the rows
 * whatever happens.
 */
export const countByGroup = `
  DROP TRIGGER completion_counted;
  ALTER TABLE usage_hour RENAME TO old_usage_hour;
  ${tables} ${countStoredRows} ${keepOldTotals} ${trigger}
  DROP TABLE forgotten;
  DROP TABLE counted;
  DROP TABLE old_usage_hour;`;
