import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * Resolves when the stream has room again, and never in the same turn of the event loop: a long
 * answer sent at once lets other connections, and the news of its own client's leaving, through.
 * Rejects when the signal aborts.
 */
export async function roomIn(stream: Writable, signal: AbortSignal): Promise<void> {
  if (stream.writableNeedDrain) await once(stream, 'drain', { signal });
  await setImmediate(undefined, { signal });
}

/** Spaces tokens evenly from the first one on, without adding up the timers' lateness. */
export class Pace {
  readonly #interval: number;
  #next: number | undefined;

  constructor(tokensPerSecond: number) {
    this.#interval = 1000 / tokensPerSecond;
  }

  /** Resolves when the next token is due; rejects when the signal aborts. */
  async nextToken(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const due = this.#next ?? now;
    this.#next = due + this.#interval;
    if (due > now) await setTimeout(due - now, undefined, { signal });
  }
}
