import type { Logger } from 'pino';

/** Collects rows and writes many at once. */
export interface BatchWriter {
  /** Adds a row, to be written within a second. */
  add(row: string): void;
  /** Writes the waiting rows. Never rejects: rows that cannot be written keep waiting. */
  flush(): Promise<void>;
  /** Writes the waiting rows for the last time. */
  close(): Promise<void>;
}

/** How long a row waits at most, and so how much a killed program loses. */
const delayMs = 1000;
/** With so many rows or characters, they are written at once. */
const batchLimits = { rows: 500, length: 4 * 1024 * 1024 };
/** While the disk fails, at most so many rows or characters wait. Then the oldest are dropped. */
const waitingLimits = { rows: 10_000, length: 64 * 1024 * 1024 };
/** Minimum time between two log lines about a failing disk. */
const complaintMs = 60_000;

/** A writer over a function that writes all rows or none, and rejects if it fails. */
export function createBatchWriter(
  write: (rows: readonly string[]) => Promise<void>,
  logger: Logger,
): BatchWriter {
  let waiting: string[] = [];
  let length = 0;
  let lost = 0;
  let isFailing = false;
  let complainedAt = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  function dropOldest(): void {
    while (waiting.length > waitingLimits.rows || length > waitingLimits.length) {
      length -= waiting.shift()?.length ?? 0;
      lost += 1;
    }
  }

  function complain(error: unknown): void {
    if (performance.now() - complainedAt < complaintMs) return;
    complainedAt = performance.now();
    logger.error({ err: error, waiting: waiting.length, lost }, 'usage cannot be written');
  }

  async function writeWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const batch = waiting;
    const batchLength = length;
    waiting = [];
    length = 0;
    try {
      await write(batch);
      isFailing = false;
    } catch (error) {
      isFailing = true;
      waiting = [...batch, ...waiting];
      length += batchLength;
      dropOldest();
      complain(error);
      wait();
    }
  }

  async function writeNext(): Promise<void> {
    next = undefined;
    await writeWaiting();
  }

  function flush(): Promise<void> {
    if (next !== undefined) return next;
    next = writing.then(writeNext);
    writing = next;
    return next;
  }

  function wait(): void {
    timer ??= setTimeout(() => void flush(), delayMs).unref();
  }

  return {
    add(row) {
      waiting.push(row);
      length += row.length;
      dropOldest();
      const isFull = waiting.length >= batchLimits.rows || length >= batchLimits.length;
      if (isFull && !isFailing) void flush();
      else wait();
    },
    flush,
    async close() {
      await flush();
      clearTimeout(timer);
      lost += waiting.length;
      if (lost > 0) logger.error({ lost }, 'completions are missing in the usage');
    },
  };
}
