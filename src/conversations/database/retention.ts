import type { Logger } from 'pino';
import { moveLogIntoFile, type Database } from '../../sqlite/database.ts';
import type { InOrder } from '../../sqlite/in-order.ts';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import { readFacts } from './read-facts.ts';

/** How long conversations are kept, and how much of them. */
export interface RetentionOptions {
  readonly database: Database;
  readonly inOrder: InOrder;
  readonly days: number;
  readonly bytes: number;
  readonly now: () => number;
  readonly logger: Logger;
  /** Called with the id of each conversation that was removed. */
  readonly onRemoved: (id: string) => void;
}

/** Removes what must not be kept any longer. */
export interface Retention {
  /** Removes what is too old or too much. Never rejects. */
  tidy(): Promise<void>;
  /** Resolves once nothing is removed any more. */
  close(): Promise<void>;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Tidies every hour, and whenever it is told to. */
export function createRetention(options: RetentionOptions): Retention {
  const { database, inOrder, days, bytes, now, logger, onRemoved } = options;
  let tidying: Promise<void> | undefined;
  let isClosed = false;

  /** Resolves with the id of the conversation that has gone; undefined where all may stay. */
  async function removeOne(): Promise<string | undefined> {
    const { bytes: kept } = await readFacts(database);
    const horizon = now() - days * dayMs;
    const id = await readOverdue(database, horizon, kept > bytes);
    if (id === undefined) return undefined;
    await inTransaction(database, async () => {
      await database.run('DELETE FROM conversation WHERE id = ?', id);
    });
    return id;
  }

  async function removeAll(): Promise<void> {
    let removed = 0;
    try {
      // Each waits for its turn, so that other statements need not wait for all of them.
      for (;;) {
        const id = isClosed ? undefined : await inOrder(removeOne);
        if (id === undefined) break;
        removed += 1;
        onRemoved(id);
      }
      // Until then the write-ahead log still holds what was removed.
      if (removed > 0) await inOrder(async () => await database.run(moveLogIntoFile));
    } catch (error) {
      logger.error({ err: error }, 'old conversations cannot be removed');
    }
    if (removed > 0) logger.info({ removed }, 'removed old conversations');
    tidying = undefined;
  }

  async function tidy(): Promise<void> {
    tidying ??= removeAll();
    await tidying;
  }

  const timer = setInterval(() => void tidy(), hourMs).unref();
  return {
    tidy,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await tidying;
    },
  };
}

/**
 * The conversation that was not used for the longest time, if it is too old or too much is kept. One in
 * which a turn runs stays, and the last used one may be as long as it likes.
 */
async function readOverdue(
  database: Database,
  horizon: number,
  isTooMuch: boolean,
): Promise<string | undefined> {
  const id = await database.json(
    `SELECT json_quote(id) AS json FROM conversation
      WHERE NOT EXISTS (
          SELECT 1 FROM turn WHERE turn.conversation = conversation.key
            AND status IN ('queued', 'in_progress')
        )
        AND (used_at < ? OR (? AND used_at < (SELECT max(used_at) FROM conversation)))
      ORDER BY used_at, key LIMIT 1`,
    horizon,
    Number(isTooMuch),
  );
  return typeof id === 'string' ? id : undefined;
}
