import { arrayStore, type EventStore } from './event-store.ts';
import type { EventStream } from './event-stream.ts';
import { StreamGapError } from './stream-gap-error.ts';

/** What happened, at its place in a log. */
export interface Numbered {
  /** Counts the events of the log from 0 without a gap. */
  readonly sequence: number;
}

/** What a reader reads from. */
export interface EventSource<Event> {
  /** Whether the last event is in. */
  readonly isComplete: boolean;
  /** The sequence of the last event; -1 while there is none. */
  readonly lastSequence: number;
  /** The event after that sequence; undefined where there is none yet. May throw `StreamGapError`. */
  after(sequence: number): Event | undefined;
  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void;
}

/**
 * Makes one event of the next one and of those after it that it can hold, with the sequence of the
 * last of them. `after` gives the event after a sequence.
 */
export type Merge<Event> = (next: Event, after: (sequence: number) => Event | undefined) => Event;

/**
 * Events, numbered, with any number of readers. A reader is a place in the log and has no queue of
 * its own: a slow one holds no memory and slows nobody. When the log is full the oldest events go; a
 * reader that needs them gets a `StreamGapError`.
 */
export class EventLog<Event extends Numbered> implements EventSource<Event> {
  readonly #capacity: number;
  readonly #events: EventStore<Event>;
  readonly #waiting = new Set<() => void>();
  /** The sequence of the oldest event. */
  #oldest = 0;
  #isComplete = false;

  /**
   * @param capacity How many of the last events are kept, at least.
   * @param store How they are kept; empty. Default: as they are.
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

  /** Nothing more comes: readers end after the last event. */
  complete(): void {
    this.#isComplete = true;
    this.#wake();
  }

  /** Forgets that event and all before it, as if the log were full. */
  forgetThrough(sequence: number): void {
    if (sequence >= this.#oldest) this.#forget(sequence + 1 - this.#oldest);
  }

  /**
   * Every event after the given sequence, those in the past first. Throws `StreamGapError`.
   *
   * @param merge For a reader that takes several events as one where it is behind.
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

/** How many events a reader gets in one go before others have their turn. */
const eventsPerTurn = 16;

type Result<Event> = IteratorResult<Event, void>;

interface Waiting<Event> {
  readonly resolve: (result: Result<Event>) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs what is chained to it after the current work. */
const now = Promise.resolve();

/**
 * One reader's place in an event log, for one `next()` at a time. `return()` takes effect at once,
 * also while a `next()` waits: that one ends as well.
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
   * @param merge Used where the reader is behind: in a replay, and for events that came while it was
   *   busy with an earlier one. Those that it waited for come one by one.
   */
  constructor(log: EventSource<Event>, after: number, merge?: Merge<Event>) {
    this.#log = log;
    this.#merge = merge;
    this.#last = after;
  }

  /**
   * The next event, once there is one. Rejects with `StreamGapError` for a reader too far behind.
   * Made by hand, not `async`: each token of each reader comes this way.
   */
  next(): Promise<Result<Event>> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#settle();
    });
  }

  /** Ends the stream; without effect on the log. */
  async return(): Promise<Result<Event>> {
    this.#isClosed = true;
    this.#forget();
    this.#settle();
    return await Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Gives the waiting `next()` what there is; if there is nothing yet, keeps waiting. */
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
