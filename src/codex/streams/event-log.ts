import { EventReader, type EventSource, type Merge, type Numbered } from './event-reader.ts';
import { arrayStore, type EventStore } from './event-store.ts';
import type { EventStream } from './event-stream.ts';
import { StreamGapError } from './stream-gap-error.ts';

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
