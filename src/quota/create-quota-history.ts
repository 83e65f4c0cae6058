import type { Logger } from 'pino';
import { inMemory, openDatabase, type Database } from '../sqlite/database.ts';
import { createInOrder } from '../sqlite/in-order.ts';
import { openOwnDatabase } from '../sqlite/open-own-database.ts';
import { migrate } from '../sqlite/migrate.ts';
import { quotaMigrations } from './migrations.ts';
import type { QuotaHistory } from './quota-history.ts';
import { addReading, extendReading, readReadings, removeOld } from './readings.ts';
import { whatToKeep, type LastKept } from './what-to-keep.ts';

/** Where the readings are kept. */
export interface QuotaHistoryOptions {
  /** The database file, created if it does not exist; undefined keeps them in memory. */
  readonly file: string | undefined;
  readonly logger: Logger;
  /** The time in milliseconds since 1970. Default: now. */
  readonly now?: () => number;
}

const hourMs = 60 * 60 * 1000;

/** Opens it. Never rejects: where the file cannot be had, the log says why, and nothing is kept. */
export async function createQuotaHistory(options: QuotaHistoryOptions): Promise<QuotaHistory> {
  const { file, logger } = options;
  try {
    return historyIn(await open(file, logger), options);
  } catch (error) {
    logger.error(
      { err: error, file },
      'the quota database cannot be opened; readings are not kept',
    );
    return noHistory;
  }
}

const noHistory: QuotaHistory = {
  note: () => {},
  readings: async () => await Promise.resolve([]),
  close: async () => {},
};

async function open(file: string | undefined, logger: Logger): Promise<Database> {
  if (file !== undefined) {
    const check = async (database: Database): Promise<unknown> =>
      await database.json('SELECT count(used_percent) AS json FROM reading');
    return await openOwnDatabase(
      { file, name: 'quota database', migrations: quotaMigrations, check },
      logger,
    );
  }
  const database = await openDatabase(inMemory);
  await migrate(database, quotaMigrations);
  return database;
}

function historyIn(
  database: Database,
  { logger, now = Date.now }: QuotaHistoryOptions,
): QuotaHistory {
  const inOrder = createInOrder();
  /** Of each window. The service has two for each of a few limits. */
  const lasts = new Map<string, LastKept>();
  let isClosed = false;
  let tidiedAt = -Infinity;

  async function tidy(): Promise<void> {
    if (now() - tidiedAt < hourMs) return;
    tidiedAt = now();
    await removeOld(database, now());
  }

  async function write(work: () => Promise<void>): Promise<void> {
    await inOrder(async () => {
      await work();
      await tidy();
    }).catch((error: unknown) => logger.error({ err: error }, 'a quota reading cannot be kept'));
  }

  void write(async () => {});
  return {
    note(window) {
      const { limitName: _, ...reading } = window;
      const key = `${reading.limitId} ${reading.kind}`;
      const last = lasts.get(key);
      const keeping = whatToKeep(last, reading);
      if (isClosed || keeping === 'skip') return;
      const isRepeat = last?.reading.usedPercent === reading.usedPercent;
      lasts.set(key, { reading, isRepeat });
      const keep = keeping === 'add' ? addReading : extendReading;
      void write(async () => await keep(database, reading));
    },
    readings: async (since) =>
      await inOrder(async () => {
        await tidy();
        return await readReadings(database, since);
      }),
    async close() {
      isClosed = true;
      await inOrder(async () => database.close());
    },
  };
}
