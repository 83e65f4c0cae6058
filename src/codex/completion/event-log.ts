import { EventReader, type EventSource, type ReadOptions } from './event-reader.ts';
import type { EventStream } from './event-stream.ts';
import { isTerminal, type CompletionEvent, type CompletionEventBody } from './events.ts';
import { StreamGapError } from './stream-gap-error.ts';

/**
 * The events of one completion, numbered, with any number of readers. A reader is a place in the
 * log and has no queue of its own: a slow one holds no memory and slows nobody. When the log is full
 * the oldest events go; a reader that needs them gets a `StreamGapError`.
 */
export class EventLog implements EventSource {
  readonly #completionId: string;
  readonly #capacity: number;
  readonly #waiting = new Set<() => void>();
  #events: CompletionEvent[] = [];
  /** The sequence of `#events[0]`. */
  #oldest = 0;
  #isComplete = false;

  /** @param capacity How many of the last events are kept, at least. */
  constructor(completionId: string, capacity: number) {
    this.#completionId = completionId;
    this.#capacity = capacity;
  }

  /** The sequence of the last event; -1 while there is none. */
  get lastSequence(): number {
    return this.#oldest + this.#events.length - 1;
  }

  /** Whether the terminal event is in. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Adds an event and wakes the readers. Nothing is added after the terminal one. */
  append(body: CompletionEventBody): void {
    if (this.#isComplete) return;
    const sequence = this.lastSequence + 1;
    this.#events.push({ ...body, completionId: this.#completionId, sequence });
    this.#isComplete = isTerminal(body);
    if (this.#events.length >= this.#capacity * 2) this.#forget(this.#capacity);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Every event after the given sequence, those in the past first. Throws `StreamGapError`. */
  read(after: number, options?: ReadOptions): EventStream<CompletionEvent> {
    this.#assertKept(after);
    return new EventReader(this, after, options);
  }

  /** The event after the given sequence; undefined where there is none yet. Throws `StreamGapError`. */
  after(sequence: number): CompletionEvent | undefined {
    this.#assertKept(sequence);
    return this.#events[sequence + 1 - this.#oldest];
  }

  /** Calls back once, at the next event. The returned function takes that back. */
  onAppend(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  #assertKept(after: number): void {
    if (after + 1 < this.#oldest) throw new StreamGapError(after, this.#oldest);
  }

  #forget(count: number): void {
    this.#events = this.#events.slice(count);
    this.#oldest += count;
  }
}
