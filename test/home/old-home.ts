import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A completion in the usage database of version 0.1. */
export interface OldCompletion {
  readonly id: string;
  /** In milliseconds since 1970; it began 1000 ms earlier. */
  readonly endedAt: number;
  /** '' for a client without a key. */
  readonly keyName?: string;
  readonly model?: string;
  readonly totalTokens?: number;
  /** JSON of what was said. */
  readonly content?: string;
}

/** The tables of version 0.1, as it created them. */
const schema = `
  CREATE TABLE completion (
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
    content TEXT,
    usage_estimated INTEGER
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
      new.ended_at - new.ended_at % 3600000, new.model, new.key_name, new.surface,
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
  END;
  PRAGMA user_version = 2;`;

/**
 * Reads an array of the values of `insert` and writes the database, in a process of its own: libsql
 * keeps a database open until its garbage is collected, and the one of an ended gateway is not open.
 */
const script = `
  import { text } from 'node:stream/consumers';
  import Libsql from 'libsql/promise';
  const { file, schema, insert, rows } = JSON.parse(await text(process.stdin));
  const database = new Libsql(file, {});
  await database.exec('PRAGMA journal_mode = WAL;' + schema);
  for (const row of rows) await (await database.prepare(insert)).all(row);`;

const insert = `INSERT INTO completion (id, created_at, first_token_at, ended_at, surface, model,
    effort, status, finish_reason, key_name, user_agent, input_tokens, cached_input_tokens,
    cache_write_input_tokens, output_tokens, reasoning_output_tokens, total_tokens, content,
    usage_estimated)
  VALUES (?, ?, ?, ?, 'rest', ?, 'medium', 'completed', 'stop', ?, 'OpenAI/JS 6.49.0',
    ?, 0, 0, 5, 0, ?, ?, 0)`;

/** Writes the usage database of an address as version 0.1 left it. */
export async function writeOldUsage(
  folder: string,
  completions: readonly OldCompletion[],
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const rows = completions.map(({ id, endedAt, keyName = '', totalTokens = 15, ...more }) => [
    id,
    endedAt - 1000,
    endedAt - 600,
    endedAt,
    more.model ?? 'gpt-5.5',
    keyName,
    totalTokens - 5,
    totalTokens,
    more.content ?? null,
  ]);
  const file = path.join(folder, 'usage.sqlite');
  await writeDatabase({ file, schema, insert, rows });
}

/** Runs SQL on a database in a process of its own, and inserts rows. */
export async function writeDatabase(task: {
  readonly file: string;
  readonly schema: string;
  readonly insert?: string;
  readonly rows?: readonly (readonly (string | number | null)[])[];
}): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ rows: [], ...task }));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The database was not written: ${code}`);
}

/** Writes a stored answer of an address as version 0.1 did; resolves with its file. */
export async function writeOldAnswer(
  folder: string,
  { id, client, storedAt, text = 'Hello.' }: OldAnswer,
): Promise<string> {
  const completions = path.join(folder, 'completions');
  await mkdir(completions, { recursive: true, mode: 0o700 });
  const file = path.join(completions, `${id}.json`);
  const record = {
    client,
    completion: {
      id,
      object: 'chat.completion',
      created: Math.floor(storedAt / 1000),
      model: 'gpt-5.5',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: text, refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
      service_tier: 'default',
    },
    messages: [{ role: 'user', content: 'Say hello' }],
    metadata: { from: path.basename(folder) },
    storedAt,
  };
  await writeFile(file, JSON.stringify(record), { mode: 0o600 });
  return file;
}

/** A stored answer of version 0.1. */
export interface OldAnswer {
  readonly id: string;
  /** The first 16 hexadecimal digits of the SHA-256 of the key; '' without one. */
  readonly client: string;
  /** In milliseconds since 1970. */
  readonly storedAt: number;
  readonly text?: string;
}

/** Writes the private home of the engine of an address, with a link to the user's login. */
export async function writeOldEngine(folder: string, codexHome: string): Promise<void> {
  for (const name of ['codex', 'catalog', 'workspace', 'roots/none']) {
    await mkdir(path.join(folder, name), { recursive: true });
  }
  await symlink(path.join(codexHome, 'auth.json'), path.join(folder, 'codex', 'auth.json'));
  await writeFile(path.join(folder, 'codex', 'config.toml'), '');
  await writeFile(path.join(folder, 'codex', 'installation_id'), oldInstallationId);
}

/** The installation id of that engine. */
export const oldInstallationId = '3f6f3d24-33f4-4b9e-8f0e-0d2f9be8c7a1';

/** Opens a database in a process of its own, as a gateway of version 0.1 has it; ended by `close`. */
export async function holdDatabase(file: string): Promise<{ close(): Promise<void> }> {
  const holding = `
    import Libsql from 'libsql/promise';
    const database = new Libsql(process.argv[1], {});
    await database.exec('PRAGMA journal_mode = WAL; SELECT count(*) FROM completion;');
    console.log('open');
    setInterval(() => database, 1000);`;
  const args = ['--input-type=module', '--eval', holding, file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    async close() {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
