import type { Migration } from '../sqlite/migrate.ts';
import { fillPrograms } from './fill-programs.ts';
import { countByGroup } from './totals/counting-sql.ts';

const hourMs = 60 * 60 * 1000;

/**
 * The usage database, version by version. Times are milliseconds since 1970, and a name that is missing
 * in a key is ''.
 *
 * Totals are kept per hour: see `countByGroup`.
 */
export const usageMigrations: readonly Migration[] = [
  `CREATE TABLE completion (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    first_token_at INTEGER,
    ended_at INTEGER NOT NULL,
    surface TEXT NOT NULL,
    model TEXT NOT NULL,
    effort TEXT,
    status TEXT NOT NULL,
    finish_reason TEXT,
    error_code TEXT,
    key_name TEXT NOT NULL,
    user_agent TEXT,
    input_tokens INTEGER,
    cached_input_tokens INTEGER,
    cache_write_input_tokens INTEGER,
    output_tokens INTEGER,
    reasoning_output_tokens INTEGER,
    total_tokens INTEGER,
    content TEXT
  ) STRICT;
  CREATE INDEX completion_ended_at ON completion (ended_at);
  CREATE TABLE usage_hour (
    start INTEGER NOT NULL,
    model TEXT NOT NULL,
    key_name TEXT NOT NULL,
    surface TEXT NOT NULL,
    completions INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    first_tokens INTEGER NOT NULL,
    first_token_ms INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    cache_write_input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    reasoning_output_tokens INTEGER NOT NULL,
    total_tokens INTEGER NOT NULL,
    PRIMARY KEY (start, model, key_name, surface)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER completion_counted AFTER INSERT ON completion BEGIN
    INSERT INTO usage_hour VALUES (
      new.ended_at - new.ended_at % ${hourMs}, new.model, new.key_name, new.surface,
      1, new.status = 'failed', new.status = 'cancelled',
      new.first_token_at IS NOT NULL, coalesce(new.first_token_at - new.created_at, 0),
      coalesce(new.input_tokens, 0), coalesce(new.cached_input_tokens, 0),
      coalesce(new.cache_write_input_tokens, 0), coalesce(new.output_tokens, 0),
      coalesce(new.reasoning_output_tokens, 0), coalesce(new.total_tokens, 0)
    ) ON CONFLICT DO UPDATE SET
      completions = completions + 1,
      failed = failed + excluded.failed,
      cancelled = cancelled + excluded.cancelled,
      first_tokens = first_tokens + excluded.first_tokens,
      first_token_ms = first_token_ms + excluded.first_token_ms,
      input_tokens = input_tokens + excluded.input_tokens,
      cached_input_tokens = cached_input_tokens + excluded.cached_input_tokens,
      cache_write_input_tokens = cache_write_input_tokens + excluded.cache_write_input_tokens,
      output_tokens = output_tokens + excluded.output_tokens,
      reasoning_output_tokens = reasoning_output_tokens + excluded.reasoning_output_tokens,
      total_tokens = total_tokens + excluded.total_tokens;
  END;`,
  // 1 where the counts are an estimate; null before there was a mark for it.
  `ALTER TABLE completion ADD COLUMN usage_estimated INTEGER;`,
  // The names of the surfaces, of which there were two.
  `UPDATE completion SET surface = upper(surface) WHERE surface IN ('rest', 'graphql');
  UPDATE usage_hour SET surface = upper(surface) WHERE surface IN ('rest', 'graphql');`,
  // What a dashboard shows of a running completion, for ended ones too; null in older rows. They stand
  // after the content, which may be long: the indexes find ids without reading it.
  `ALTER TABLE completion ADD COLUMN request_id TEXT;
  ALTER TABLE completion ADD COLUMN conversation_id TEXT;
  ALTER TABLE completion ADD COLUMN queued_ms INTEGER;
  ALTER TABLE completion ADD COLUMN request TEXT;
  CREATE INDEX completion_request_id ON completion (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX completion_conversation_id ON completion (conversation_id)
    WHERE conversation_id IS NOT NULL;`,
  async (database) => {
    await database.exec('ALTER TABLE completion ADD COLUMN program TEXT');
    await fillPrograms(database);
    await database.exec(countByGroup);
  },
  // Requests that were refused before a completion started, by hour.
  `CREATE TABLE refusal (
    start INTEGER NOT NULL,
    reason TEXT NOT NULL,
    key_name TEXT NOT NULL,
    program TEXT NOT NULL,
    surface TEXT NOT NULL,
    refusals INTEGER NOT NULL,
    newest_at INTEGER NOT NULL,
    PRIMARY KEY (start, reason, key_name, program, surface)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX completion_failed ON completion (ended_at, error_code) WHERE status = 'failed';`,
  // See `packDays`.
  `CREATE TABLE usage_packed_day (
    start INTEGER NOT NULL,
    until INTEGER NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (start, until)
  ) STRICT;`,
];
