import type { Logger } from 'pino';
import { isFirstCount, type RefusedRequest } from '../codex/completion/refusal.ts';
import { programOf } from '../codex/completion/program.ts';
import type { Database } from '../sqlite/database.ts';
import { wellFormed } from '../sqlite/well-formed.ts';

/** Counts refused requests, by hour and group. */
export interface RefusalCounter {
  /** Counts one, to be written within a second. An error that has been counted already is not. */
  add(refused: RefusedRequest): void;
  /** Writes what is waiting. Never rejects: what cannot be written keeps waiting. */
  flush(): Promise<void>;
}

interface Waiting {
  readonly values: readonly [
    start: number,
    reason: string,
    key: string,
    program: string,
    surface: string,
  ];
  count: number;
  newestAt: number;
}

const hourMs = 60 * 60 * 1000;

/** How long a refusal waits at most, in milliseconds. */
const delayMs = 1000;

/** While the disk fails, so many groups wait at most. Further ones are not counted. */
const maxWaiting = 1000;

/** The number of programs of an hour that are told apart. Anyone may be refused under any name. */
const maxPrograms = 50;

const count = `INSERT INTO refusal SELECT ?1, ?2, ?3, CASE
    WHEN EXISTS (SELECT 1 FROM refusal WHERE start = ?1 AND program = ?4)
      OR (SELECT count(DISTINCT program) FROM refusal WHERE start = ?1) < ${maxPrograms}
    THEN ?4 ELSE 'other' END, ?5, ?6, ?7
  WHERE true ON CONFLICT DO UPDATE SET
    refusals = refusals + excluded.refusals, newest_at = max(newest_at, excluded.newest_at)`;

/**
 * A counter that writes to a database.
 *
 * @param inOrder Runs statements one after the other, with those of others.
 */
export function createRefusalCounter(
  database: Database,
  inOrder: (work: () => Promise<void>) => Promise<void>,
  { logger, now }: { readonly logger: Logger; readonly now: () => number },
): RefusalCounter {
  const waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    try {
      for (const [key, { values, count: counted, newestAt }] of waiting) {
        waiting.delete(key);
        try {
          await database.run(count, ...values, counted, newestAt);
        } catch (error) {
          waiting.set(key, { values, count: counted + (waiting.get(key)?.count ?? 0), newestAt });
          throw error;
        }
      }
    } catch (error) {
      logger.error({ err: error }, 'refused requests cannot be counted');
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size > 0) await inOrder(write);
  }

  return {
    add({ error, keyName, userAgent, surface }) {
      if (!isFirstCount(error)) return;
      const at = now();
      const program = wellFormed(programOf(userAgent) ?? '');
      const start = at - (at % hourMs);
      const values = [
        start,
        error.code,
        wellFormed(keyName ?? ''),
        program,
        surface ?? '',
      ] as const;
      const key = JSON.stringify(values);
      const known = waiting.get(key);
      if (known !== undefined) {
        known.count += 1;
        known.newestAt = at;
      } else if (waiting.size < maxWaiting) waiting.set(key, { values, count: 1, newestAt: at });
      timer ??= setTimeout(() => void flush(), delayMs).unref();
    },
    flush,
  };
}
