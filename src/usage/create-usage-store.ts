import type { Logger } from 'pino';
import { logIds } from '../codex/completion/log-ids.ts';
import { createBatchWriter } from './batch-writer.ts';
import { insertRows, toRow } from './completion-row.ts';
import { moveLogIntoFile, type Database } from '../sqlite/database.ts';
import { createInOrder } from '../sqlite/in-order.ts';
import { brokenUsage, noUsage } from './no-usage.ts';
import { openUsageDatabase } from './open-usage-database.ts';
import { packHours } from './totals/pack-hours.ts';
import type { PriceOf } from './prices/price.ts';
import { readErrors, readRefusals } from './faults.ts';
import { createRefusalCounter } from './refusal-counter.ts';
import { readFacts } from './read-facts.ts';
import { countRecords, readContent, readRecord, readRecords } from './records.ts';
import { readReport } from './report.ts';
import { settleWithin } from '../util/settle-within.ts';
import type { UsageFacts, UsageStore } from './usage-store.ts';

/** What usage is kept, and where. */
export interface UsageOptions {
  /** The database file, created if it does not exist. It belongs to one gateway. */
  readonly file: string;
  /** How long anything is kept; 0 keeps nothing, and makes no file. */
  readonly days: number;
  /** Whether prompts and answers are kept, too. */
  readonly isContentKept: boolean;
  readonly logger: Logger;
  /** Default: no price is known. */
  readonly priceOf?: PriceOf;
  /** The time in milliseconds since 1970. Default: now. */
  readonly now?: () => number;
}

const hourMs = 60 * 60 * 1000;

/** How long the facts may take, in milliseconds. */
const patienceMs = 1000;
/** Those that hold something about an hour, by its start. */
const hourTables = [
  'usage_hour',
  'usage_packed_hour',
  'usage_packed_day',
  'usage_program',
  'refusal',
] as const;

/** So many hours are packed at a time, in some 50 ms of the database. */
const packedAtOnce = 20;

/** Of a row with its text, in characters. */
const maxRowLength = 16 * 1024 * 1024;

/**
 * Opens the usage of a gateway. Never rejects: where the database cannot be had, the log says why,
 * completions are answered all the same, and questions about usage reject with `internal_error`.
 */
export async function createUsageStore(options: UsageOptions): Promise<UsageStore> {
  const { file, days, logger } = options;
  if (days === 0) return noUsage;
  try {
    return usageStoreOn(await openUsageDatabase(file, logger), options);
  } catch (error) {
    logger.error({ err: error, file }, 'the usage database cannot be opened; usage is not kept');
    return brokenUsage(days);
  }
}

function usageStoreOn(
  database: Database,
  { days, isContentKept, logger, priceOf = () => undefined, now = Date.now }: UsageOptions,
): UsageStore {
  let isClosed = false;
  let removedAt = -Infinity;
  let facts: UsageFacts = { bytes: 0, oldestAt: null };
  const inOrder = createInOrder();
  const writer = createBatchWriter(async (rows) => {
    await inOrder(async () => await database.run(insertRows, `[${rows.join(',')}]`));
  }, logger);

  const refusals = createRefusalCounter(database, inOrder, { logger, now });

  async function removeOld(): Promise<void> {
    const time = now();
    // A clock that was ahead must not put this off.
    if (Math.abs(time - removedAt) < hourMs) return;
    removedAt = time;
    const horizon = time - days * 24 * hourMs;
    const hour = horizon - (horizon % hourMs);
    try {
      await database.run('DELETE FROM completion WHERE ended_at < ?', hour);
      for (const table of hourTables) {
        await database.run(`DELETE FROM ${table} WHERE start < ?`, hour);
      }
      await database.run('DELETE FROM usage_group WHERE last_start < ?', hour);
      // Until then the write-ahead log still holds the removed rows.
      await database.run(moveLogIntoFile);
    } catch (error) {
      logger.error({ err: error }, 'old usage cannot be removed');
    }
  }

  async function pack(): Promise<boolean> {
    try {
      return await packHours(database, now(), packedAtOnce);
    } catch (error) {
      logger.error({ err: error }, 'hours of usage cannot be packed');
      return false;
    }
  }

  /** Packs all there are. After a migration that may be a thousand hours, so questions come between. */
  async function packAll(): Promise<void> {
    const hasMore = !isClosed && (await inOrder(pack));
    if (hasMore) await packAll();
  }

  async function ask<T>(question: () => Promise<T>): Promise<T> {
    await Promise.all([writer.flush(), refusals.flush()]);
    return await inOrder(async () => {
      await removeOld();
      return await question();
    });
  }

  async function clean(): Promise<void> {
    await inOrder(removeOld);
    await packAll();
  }

  const cleaning = setInterval(() => void clean(), hourMs).unref();
  void clean();

  return {
    retentionDays: days,
    ended(completion, request) {
      if (isClosed) return;
      const row = toRow(completion, isContentKept ? request : undefined);
      if (row.length <= maxRowLength) return writer.add(row);
      logger.warn(logIds(completion), 'a completion is too long for its text to be kept');
      writer.add(toRow(completion, undefined));
    },
    report: async (query) =>
      await ask(async () => {
        await pack();
        return await readReport({ database, priceOf }, query, now());
      }),
    countRefusal(refused) {
      if (!isClosed) refusals.add(refused);
    },
    errors: async (query) => await ask(async () => await readErrors(database, query, now())),
    refusals: async (query) => await ask(async () => await readRefusals(database, query, now())),
    completionRecord: async (id) => await ask(async () => await readRecord(database, id)),
    completionRecords: async (query) => await ask(async () => await readRecords(database, query)),
    countRecords: async (query) => await ask(async () => await countRecords(database, query)),
    content: async (id) => await ask(async () => await readContent(database, id)),
    async facts() {
      const read = ask(async () => await readFacts(database)).then((found) => (facts = found));
      await settleWithin(read, patienceMs, () => new Error('late')).catch(() => {});
      return facts;
    },
    async close() {
      isClosed = true;
      clearInterval(cleaning);
      await writer.close();
      await refusals.flush();
      // What cannot be moved into the file is found beside it next time.
      await inOrder(async () => await database.run(moveLogIntoFile)).catch(() => {});
      database.close();
    },
  };
}
