import { once } from 'node:events';
import type { Response } from 'express';

/** The times of a stream's signs of life, in milliseconds. */
export interface SseTiming {
  /** How long the headers wait for the first event. */
  readonly headerHoldMs: number;
  /** Silence after which a comment is sent. */
  readonly keepaliveMs: number;
}

/** A `text/event-stream` answer whose headers go out with its first event. */
export interface SseResponse {
  /** Whether the 200 is sent: from then on a failure can only be an event. */
  isOpen(): boolean;
  /**
   * Sends one whole event, in one write with those that are sent in the same turn of the event loop;
   * false when the client must catch up first.
   */
  send(event: string): boolean;
  /** Waits until the client has caught up. Rejects when the signal aborts. */
  drained(signal: AbortSignal): Promise<void>;
  /** Sends no more comments: what is sent holds signs of life of its own. */
  stopComments(): void;
  /** Stops the comments, and ends the answer if it has begun. */
  end(): void;
}

/** The only heartbeat that every client library takes: a comment. An event without data breaks most. */
const keepalive = ': keepalive\n\n';

/** Characters that wait for the end of the turn, at most. */
const longestWrite = 16 * 1024;

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};

/**
 * Opens no stream yet: the first event does, or the end of the header hold, which sends a comment.
 * Sends no comments while the client still has data to read.
 */
export function createSseResponse(res: Response, timing: SseTiming): SseResponse {
  let draining: Promise<void> | undefined;
  let unwritten = '';
  let hasComments = true;
  let timer = setTimeout(beat, timing.headerHoldMs);
  res.once('close', () => clearTimeout(timer));

  function beat(): void {
    if (hasComments && !res.writableNeedDrain) send(keepalive);
  }

  function open(): void {
    res.writeHead(200, headers);
    clearTimeout(timer);
    timer = setInterval(beat, timing.keepaliveMs);
  }

  function send(event: string): boolean {
    if (res.destroyed) return true;
    if (!res.headersSent) open();
    if (unwritten === '') process.nextTick(flush);
    unwritten += event;
    return unwritten.length < longestWrite ? !res.writableNeedDrain : flush();
  }

  /** Runs after all that is ready in this turn, and before anything else is read or written. */
  function flush(): boolean {
    if (unwritten === '' || res.destroyed) return true;
    const events = unwritten;
    unwritten = '';
    timer.refresh();
    return res.write(events);
  }

  /** One wait for all who wait, so that many choices add few listeners. */
  async function nextDrain(signal: AbortSignal): Promise<void> {
    try {
      await once(res, 'drain', { signal });
    } finally {
      draining = undefined;
    }
  }

  return {
    isOpen: () => res.headersSent,
    send,
    drained: async (signal) => {
      draining ??= nextDrain(signal);
      await draining;
    },
    stopComments: () => {
      hasComments = false;
    },
    end: () => {
      clearTimeout(timer);
      if (res.headersSent) res.end(unwritten);
      unwritten = '';
    },
  };
}
