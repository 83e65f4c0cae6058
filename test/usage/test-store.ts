import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { createUsageStore, type UsageOptions } from '../../src/usage/create-usage-store.ts';
import type { UsageQuery, UsageStore } from '../../src/usage/usage-store.ts';
import { createTempFolder } from '../support/temp-folder.ts';

/** A folder for a database that is opened and closed. */
export interface TestUsage {
  readonly file: string;
  /** What was logged: one JSON object a line. */
  readonly log: readonly string[];
  open(options?: Partial<UsageOptions>): Promise<UsageStore>;
  /** Everything that is on the disk, of SQLite's log beside the file too. */
  bytes(): Promise<string>;
  remove(): Promise<void>;
}

/** Makes one. */
export async function createTestUsage(): Promise<TestUsage> {
  const folder = await createTempFolder();
  const file = path.join(folder.path, 'gateway', 'usage.sqlite');
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => log.push(line) });
  return {
    file,
    log,
    open: async (options) =>
      await createUsageStore({ file, days: 30, isContentKept: false, logger, ...options }),
    async bytes() {
      const files = await Promise.all(
        [file, `${file}-wal`].map((name) => readFile(name, 'latin1')),
      );
      return files.join('');
    },
    remove: async () => await folder.remove(),
  };
}

/** A query for the last day, in hours, of everything. */
export function lastDay(more: Partial<UsageQuery> = {}): UsageQuery {
  return { granularity: 'hour', groupBy: [], filter: {}, ...more };
}
