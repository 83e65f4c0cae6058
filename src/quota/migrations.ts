/** The database of quota readings, version by version. Times are milliseconds since 1970. */
export const quotaMigrations: readonly string[] = [
  `CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    limit_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('primary', 'secondary')),
    window_minutes INTEGER,
    used_percent REAL NOT NULL,
    resets_at INTEGER,
    observed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX reading_window ON reading (limit_id, kind, observed_at);
  CREATE INDEX reading_observed_at ON reading (observed_at);`,
];
