import { arrayStore, type EventStore } from './event-store.ts';
import type { EventStream } from './event-stream.ts';
import { StreamGapError } from './stream-gap-error.ts';

/** An event with its position in a log. */
export interface Numbered {
  /** Counts the events of the log from 0 without a gap. */
  readonly sequence: number;
}

/** What a reader reads from. */
export interface EventSource<Event> {
  /** Whether the last event has been added. */
  readonly isComplete: boolean;
  /** The sequence of the last event; -1 while there is none. */
  readonly lastSequence: number;
  /** The event after that sequence; undefined if there is none yet. May throw `StreamGapError`. */
  after(sequence: number): Event | undefined;
  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void;
}

/**
 * Merges the next event with compatible events after it. The result has the sequence of the last of
 * them. `after` returns the event after a sequence.
 */
export type Merge<Event> = (next: Event, after: (sequence: number) => Event | undefined) => Event;

/**
 * A log of numbered events, for any number of readers. A reader is a position in the log and has no
 * queue of its own, so a slow reader costs no memory and delays no other. A full log drops its
 * oldest events; a reader that needs them gets a `StreamGapError`.
 */
export class EventLog<Event extends Numbered> implements EventSource<Event> {
  readonly #capacity: number;
  readonly #events: EventStore<Event>;
  readonly #waiting = new Set<() => void>();
  /** The sequence of the oldest event. */
  #oldest = 0;
  #isComplete = false;

  /**
   * @param capacity Minimum number of last events that are kept.
   * @param store An empty store for the events. Default: one that keeps them unchanged.
   */
  constructor(capacity: number, store: EventStore<Event> = arrayStore()) {
    this.#capacity = capacity;
    this.#events = store;
  }

  /** The sequence of the last event; -1 while there is none. */
  get lastSequence(): number {
    return this.#oldest + this.#events.length - 1;
  }

  /** Whether the last event is in. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /**
   * Adds an event and wakes the readers. Nothing is added to a complete log.
   *
   * @param create Makes the event that has this sequence.
   */
  append(create: (sequence: number) => Event): void {
    if (this.#isComplete) return;
    this.#events.push(create(this.lastSequence + 1));
    if (this.#events.length >= this.#capacity * 2) this.#forget(this.#capacity);
    this.#wake();
  }

  /** Closes the log. Readers end after the last event. */
  complete(): void {
    this.#isComplete = true;
    this.#wake();
  }

  /** Drops that event and all before it, as if the log were full. */
  forgetThrough(sequence: number): void {
    if (sequence >= this.#oldest) this.#forget(sequence + 1 - this.#oldest);
  }

  /**
   * Every event after the given sequence, past events first. Throws `StreamGapError`.
   *
   * @param merge Merges events for the reader when it is behind. Default: events are not merged.
   */
  read(after: number, merge?: Merge<Event>): EventStream<Event> {
    this.#assertKept(after);
    return new EventReader(this, after, merge);
  }

  /** The event after the given sequence; undefined where there is none yet. Throws `StreamGapError`. */
  after(sequence: number): Event | undefined {
    this.#assertKept(sequence);
    return this.#events.at(sequence + 1 - this.#oldest);
  }

  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  #wake(): void {
    if (this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  #assertKept(after: number): void {
    if (after + 1 < this.#oldest) throw new StreamGapError(after, this.#oldest);
  }

  #forget(count: number): void {
    this.#events.forget(count);
    this.#oldest += count;
  }
}

/** How many events a reader gets in a row before other readers get theirs. */
const eventsPerTurn = 16;

type Result<Event> = IteratorResult<Event, void>;

interface Waiting<Event> {
  readonly resolve: (result: Result<Event>) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs chained callbacks after the current task. */
const now = Promise.resolve();

/**
 * One reader's position in an event log, for one `next()` at a time. `return()` takes effect at
 * once, and also ends a waiting `next()`.
 */
export class EventReader<Event extends Numbered> implements EventStream<Event> {
  readonly #log: EventSource<Event>;
  readonly #merge: Merge<Event> | undefined;
  #last: number;
  /** The last event that the reader waited for: up to there it keeps up. */
  #inTime = -1;
  #isClosed = false;
  #inOneGo = 0;
  #waiting: Waiting<Event> | undefined;
  #forget = (): void => {};

  /**
   * @param after The sequence after which to begin; -1 for the start.
   * @param merge Used when the reader is behind: in a replay, and for events that came while it was
   *   busy with an earlier one. Events that it waited for are never merged.
   */
  constructor(log: EventSource<Event>, after: number, merge?: Merge<Event>) {
    this.#log = log;
    this.#merge = merge;
    this.#last = after;
  }

  /**
   * Resolves with the next event. Rejects with `StreamGapError` if the reader is too far behind.
   * Not `async`, because this runs for each token of each reader.
   */
  next(): Promise<Result<Event>> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#settle();
    });
  }

  /** Ends the stream. Has no effect on the log. */
  async return(): Promise<Result<Event>> {
    this.#isClosed = true;
    this.#forget();
    this.#settle();
    return await Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Resolves the waiting `next()` if there is a result; else keeps waiting. */
  readonly #settle = (): void => {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    try {
      const result = this.#result();
      if (result === undefined) return;
      this.#waiting = undefined;
      waiting.resolve(result);
    } catch (error) {
      this.#waiting = undefined;
      waiting.reject(error);
    }
  };

  /** The next result, or undefined for as long as there is none; `#settle` is called again then. */
  #result(): Result<Event> | undefined {
    if (this.#isClosed) return { done: true, value: undefined };
    const event = this.#log.after(this.#last);
    if (event === undefined) {
      if (this.#log.isComplete) return { done: true, value: undefined };
      this.#forget = this.#log.onAppend(this.#appended);
      return undefined;
    }
    // A long replay must not keep other clients waiting.
    if (this.#inOneGo === eventsPerTurn) {
      this.#inOneGo = 0;
      setImmediate(this.#settle);
      return undefined;
    }
    return { done: false, value: this.#take(event) };
  }

  readonly #appended = (): void => void now.then(this.#catchUp);

  /** After all that was appended with the first event: the reader has waited for each of them. */
  readonly #catchUp = (): void => {
    this.#inTime = this.#log.lastSequence;
    this.#inOneGo = 0;
    this.#settle();
  };

  #take(next: Event): Event {
    const isBehind = next.sequence > this.#inTime;
    const merge = isBehind ? this.#merge : undefined;
    const event = merge?.(next, (sequence) => this.#log.after(sequence)) ?? next;
    this.#last = event.sequence;
    this.#inOneGo += 1;
    return event;
  }
}
