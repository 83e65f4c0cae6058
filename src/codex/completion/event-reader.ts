import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStream } from './event-stream.ts';
import type { CompletionEvent } from './events.ts';

/** What a reader reads from. */
export interface EventSource {
  /** Whether the terminal event is in. */
  readonly isComplete: boolean;
  /** The event after that sequence; undefined where there is none yet. May throw `StreamGapError`. */
  after(sequence: number): CompletionEvent | undefined;
  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void;
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
  #last: number;
  #isClosed = false;
  #inOneGo = 0;
  #stopWaiting = (): void => {};

  /** @param after The sequence after which to begin; -1 for the start. */
  constructor(log: EventSource, after: number) {
    this.#log = log;
    this.#last = after;
  }

  /** The next event, once there is one. Rejects with `StreamGapError` for a reader too far behind. */
  async next(): Promise<Result> {
    // A long replay must not keep other clients waiting.
    if (this.#inOneGo === eventsPerTurn) await this.#yield();
    for (;;) {
      if (this.#isClosed) return { done: true, value: undefined };
      const event = this.#log.after(this.#last);
      if (event !== undefined) return this.#give(event);
      if (this.#log.isComplete) return { done: true, value: undefined };
      await this.#nextEvent();
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

  #give(event: CompletionEvent): Result {
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
    this.#inOneGo = 0;
  }

  async #yield(): Promise<void> {
    await nextTurn();
    this.#inOneGo = 0;
  }
}
