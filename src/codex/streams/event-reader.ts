import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStream } from './event-stream.ts';

/** What happened, at its place in a log. */
export type Numbered<Body> = Body & {
  /** Counts the events of the log from 0 without a gap. */
  readonly sequence: number;
};

/** What a reader reads from. */
export interface EventSource<Body> {
  /** Whether the last event is in. */
  readonly isComplete: boolean;
  /** The sequence of the last event; -1 while there is none. */
  readonly lastSequence: number;
  /** The event after that sequence; undefined where there is none yet. May throw `StreamGapError`. */
  after(sequence: number): Numbered<Body> | undefined;
  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void;
}

/**
 * Makes one event of the next one and of those behind it that it can hold, with the sequence of the
 * last of them. `after` gives the event after a sequence.
 */
export type Merge<Body> = (
  next: Numbered<Body>,
  after: (sequence: number) => Numbered<Body> | undefined,
) => Numbered<Body>;

/** How many events a reader gets in one go before others have their turn. */
const eventsPerTurn = 16;

type Result<Body> = IteratorResult<Numbered<Body>, void>;

/**
 * One reader's place in an event log. `return()` takes effect at once, also while a `next()` waits:
 * that one ends as well.
 */
export class EventReader<Body> implements EventStream<Numbered<Body>> {
  readonly #log: EventSource<Body>;
  readonly #merge: Merge<Body> | undefined;
  #last: number;
  /** The last event that the reader waited for: up to there it keeps up. */
  #inTime = -1;
  #isClosed = false;
  #inOneGo = 0;
  #stopWaiting = (): void => {};

  /**
   * @param after The sequence after which to begin; -1 for the start.
   * @param merge Used where the reader is behind: in a replay, and for events that came while it was
   *   busy with an earlier one. Those that it waited for come one by one.
   */
  constructor(log: EventSource<Body>, after: number, merge?: Merge<Body>) {
    this.#log = log;
    this.#merge = merge;
    this.#last = after;
  }

  /** The next event, once there is one. Rejects with `StreamGapError` for a reader too far behind. */
  async next(): Promise<Result<Body>> {
    for (;;) {
      if (this.#isClosed) return { done: true, value: undefined };
      const event = this.#log.after(this.#last);
      if (event === undefined) {
        if (this.#log.isComplete) return { done: true, value: undefined };
        await this.#nextEvent();
      } else if (this.#inOneGo === eventsPerTurn) {
        // A long replay must not keep other clients waiting.
        await this.#yield();
      } else {
        return this.#give(event);
      }
    }
  }

  /** Ends the stream; without effect on the log. */
  async return(): Promise<Result<Body>> {
    this.#isClosed = true;
    this.#stopWaiting();
    return await Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(next: Numbered<Body>): Result<Body> {
    const isBehind = next.sequence > this.#inTime;
    const merge = isBehind ? this.#merge : undefined;
    const event = merge?.(next, (sequence) => this.#log.after(sequence)) ?? next;
    this.#last = event.sequence;
    this.#inOneGo += 1;
    return { done: false, value: event };
  }

  async #nextEvent(): Promise<void> {
    await new Promise<void>((resolve) => {
      const forget = this.#log.onAppend(resolve);
      this.#stopWaiting = () => {
        forget();
        resolve();
      };
    });
    this.#inTime = this.#log.lastSequence;
    this.#inOneGo = 0;
  }

  async #yield(): Promise<void> {
    await nextTurn();
    this.#inOneGo = 0;
  }
}
