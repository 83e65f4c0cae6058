import type { Logger } from 'pino';
import type { RefusedRequest } from '../codex/completion/refusal.ts';
import { programOf } from '../codex/completion/program.ts';
import type { Database } from '../sqlite/database.ts';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { wellFormed } from '../sqlite/well-formed.ts';

/** Counts refused requests, by hour and group. */
export interface RefusalCounter {
  /** Counts one, to be written within a second. */
  add(refused: RefusedRequest): void;
  /** Writes what is waiting. Never rejects: what cannot be written keeps waiting. */
  flush(): Promise<void>;
}

type Group = readonly [
  start: number,
  reason: string,
  key: string,
  program: string,
  surface: string,
];

interface Count {
  readonly count: number;
  readonly newestAt: number;
}

interface Waiting extends Count {
  readonly group: Group;
}

const hourMs = 60 * 60 * 1000;

/** How long a refusal waits at most, in milliseconds. */
const delayMs = 1000;

/**
 * With so many groups waiting, further ones count as those of the program `other`. At twice as many,
 * while the disk fails, they are not counted.
 */
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

  /** Where too many groups wait, programs are no longer told apart. */
  function wait([start, reason, key, program, surface]: Group, more: Count): void {
    const own = JSON.stringify([start, reason, key, program, surface]);
    const isFull = waiting.size >= maxWaiting && !waiting.has(own);
    const group = [start, reason, key, isFull ? 'other' : program, surface] as const;
    const name = JSON.stringify(group);
    const known = waiting.get(name);
    if (known === undefined && waiting.size >= 2 * maxWaiting) return;
    waiting.set(name, {
      group,
      count: (known?.count ?? 0) + more.count,
      newestAt: Math.max(known?.newestAt ?? 0, more.newestAt),
    });
  }

  async function write(): Promise<void> {
    // What comes meanwhile waits for the next time: a flood must not hold up other statements.
    const batch = [...waiting.values()];
    waiting.clear();
    try {
      await inTransaction(database, async () => {
        for (const { group, count: counted, newestAt } of batch) {
          await database.run(count, ...group, counted, newestAt);
        }
      });
    } catch (error) {
      for (const { group, ...counted } of batch) wait(group, counted);
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
      const at = now();
      const program = wellFormed(programOf(userAgent) ?? '');
      const start = at - (at % hourMs);
      const group = [start, error.code, wellFormed(keyName ?? ''), program, surface ?? ''] as const;
      wait(group, { count: 1, newestAt: at });
      timer ??= setTimeout(() => void flush(), delayMs).unref();
    },
    flush,
  };
}
