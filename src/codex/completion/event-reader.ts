import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStream } from './event-stream.ts';
import type { CompletionEvent } from './events.ts';
import { mergedDelta } from './merged-delta.ts';

/** What a reader reads from. */
export interface EventSource {
  /** Whether the terminal event is in. */
  readonly isComplete: boolean;
  /** The sequence of the last event; -1 while there is none. */
  readonly lastSequence: number;
  /** The event after that sequence; undefined where there is none yet. May throw `StreamGapError`. */
  after(sequence: number): CompletionEvent | undefined;
  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void;
}

/** How a reader is given events. */
export interface ReadOptions {
  /**
   * Whether adjacent deltas of one kind come as one event, with the sequence of the last of them,
   * where the reader is behind: in a replay, and for those that came while it was busy with an
   * earlier event. Those that it waited for come one by one. Default: false.
   */
  readonly mergesDeltas?: boolean;
}

/** How many events a reader gets in one go before others have their turn. */
const eventsPerTurn = 16;

type Result = IteratorResult<CompletionEvent, void>;

/**
 * One reader's place in an event log. `return()` takes effect at once, also while a `next()` waits:
 * that one ends as well.
 */
export class EventReader implements EventStream<CompletionEvent> {
  readonly #log: EventSource;
  readonly #mergesDeltas: boolean;
  #last: number;
  /** The last event that the reader waited for: up to there it keeps up. */
  #inTime = -1;
  #isClosed = false;
  #inOneGo = 0;
  #stopWaiting = (): void => {};

  /** @param after The sequence after which to begin; -1 for the start. */
  constructor(log: EventSource, after: number, { mergesDeltas = false }: ReadOptions = {}) {
    this.#log = log;
    this.#mergesDeltas = mergesDeltas;
    this.#last = after;
  }

  /** The next event, once there is one. Rejects with `StreamGapError` for a reader too far behind. */
  async next(): Promise<Result> {
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

  /** Ends the stream; without effect on the completion. */
  async return(): Promise<Result> {
    this.#isClosed = true;
    this.#stopWaiting();
    return await Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(next: CompletionEvent): Result {
    const isBehind = this.#mergesDeltas && next.sequence > this.#inTime;
    const event = isBehind ? mergedDelta(next, (sequence) => this.#log.after(sequence)) : next;
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
