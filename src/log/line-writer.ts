import type { Sink } from './sink.ts';

/** Takes the lines of a log, whatever becomes of the place that they are written to. */
export interface LineWriter {
  /** Takes one or more whole lines, never waits and never throws. */
  write(lines: string): void;
  /** Resolves once nothing is unwritten, after `ms` at the latest. */
  flush(ms: number): Promise<void>;
  /** Writes what it can at once, when the process ends. */
  flushNow(): void;
  /** The number of lines that were dropped so far. */
  readonly dropped: number;
}

/** Settings of a line writer. */
export interface LineWriterOptions {
  /**
   * Bytes that may wait to be written; lines beyond them are dropped. A single line may be longer
   * while nothing else waits. Default: 1 MiB.
   */
  readonly maxBytes?: number;
  /** Time between two attempts after a failed one, in milliseconds. Default: 1000. */
  readonly retryMs?: number;
  /** Called once lines can be written again, with the number of those dropped in between. */
  readonly onDropped: (count: number) => void;
}

const defaultMaxBytes = 1024 * 1024;
const defaultRetryMs = 1000;

/** Bytes that go into one write. */
const batchBytes = 64 * 1024;

/**
 * Queues lines for a sink, one write at a time. A sink that fails is tried again; one that never
 * calls back keeps its batch, and the lines after it wait and are dropped.
 */
export function createLineWriter(sink: Sink, options: LineWriterOptions): LineWriter {
  const { maxBytes = defaultMaxBytes, retryMs = defaultRetryMs, onDropped } = options;
  const queue: Buffer[] = [];
  let queuedBytes = 0;
  let dropped = 0;
  let droppedInAll = 0;
  let state: 'idle' | 'writing' | 'failed' = 'idle';
  let flushed: (() => void)[] = [];

  const write = (lines: string): void => {
    const bytes = Buffer.from(lines);
    if (queuedBytes > 0 && queuedBytes + bytes.length > maxBytes) {
      dropped += 1;
      droppedInAll += 1;
      return;
    }
    queue.push(bytes);
    queuedBytes += bytes.length;
    if (state === 'idle') writeNext();
  };

  const writeNext = (): void => {
    const batch = nextBatch(queue);
    if (batch.length === 0) {
      state = 'idle';
      for (const resolve of flushed) resolve();
      flushed = [];
      return;
    }
    state = 'writing';
    sink.write(batch, (error, written) => {
      queuedBytes -= written;
      // The rest of a line goes first, so that no other line ends up within it.
      if (written < batch.length) queue.unshift(batch.subarray(written));
      if (error === null) proceed();
      else retryLater();
    });
  };

  const proceed = (): void => {
    if (dropped > 0) {
      const count = dropped;
      dropped = 0;
      onDropped(count);
      // The line that says so may find no room itself.
      if (dropped > 0) dropped = count;
    }
    writeNext();
  };

  const retryLater = (): void => {
    state = 'failed';
    setTimeout(writeNext, retryMs).unref();
  };

  return {
    write,
    get dropped() {
      return droppedInAll;
    },
    async flush(ms) {
      if (state === 'idle') return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        flushed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    flushNow() {
      if (queue.length > 0) sink.writeNow(Buffer.concat(queue.splice(0)));
    },
  };
}

/** Takes lines out of the queue up to the size of a batch, at least one; empty for no lines. */
function nextBatch(queue: Buffer[]): Buffer {
  let bytes = 0;
  let count = 0;
  for (const line of queue) {
    if (count > 0 && bytes + line.length > batchBytes) break;
    bytes += line.length;
    count += 1;
  }
  const lines = queue.splice(0, count);
  return lines.length === 1 && lines[0] !== undefined ? lines[0] : Buffer.concat(lines, bytes);
}
