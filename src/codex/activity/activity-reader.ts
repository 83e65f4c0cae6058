import type { Activity, ActivityBody, ActivityGap } from './activity.ts';
import type { Completion } from '../completion/completion.ts';
import { EventReader, type EventSource, type Numbered } from '../streams/event-log.ts';
import type { EventStream } from '../streams/event-stream.ts';
import { StreamGapError } from '../streams/stream-gap-error.ts';

/** Activity with a sequence number instead of a cursor. */
export type NumberedActivity = Numbered &
  ActivityBody & { readonly completion: Completion; readonly at: Date };

/** What a reader needs to write cursors. */
export interface Cursors {
  cursorOf(sequence: number): string;
  /** Whether the reader begins after a cursor of an earlier run. */
  readonly hasRestarted: boolean;
}

/** One reader of all activity. If the log has dropped the next activity, the reader gets a gap. */
export class ActivityReader implements EventStream<Activity> {
  readonly #log: EventSource<NumberedActivity>;
  readonly #cursors: Cursors;
  #events: EventReader<NumberedActivity>;
  #isFirst = true;

  /** @param after The sequence after which to begin. */
  constructor(log: EventSource<NumberedActivity>, after: number, cursors: Cursors) {
    this.#log = log;
    this.#cursors = cursors;
    this.#events = new EventReader(log, after);
  }

  /** Resolves with the next activity. */
  async next(): Promise<IteratorResult<Activity, void>> {
    const result = await this.#next();
    this.#isFirst = false;
    return result;
  }

  /** Ends the stream, even while a `next()` waits. */
  async return(): Promise<IteratorResult<Activity, void>> {
    await this.#events.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #next(): Promise<IteratorResult<Activity, void>> {
    try {
      const result = await this.#events.next();
      return result.done === true ? result : { done: false, value: this.#place(result.value) };
    } catch (error) {
      if (!(error instanceof StreamGapError)) throw error;
      return { done: false, value: this.#skip(error.oldestSequence - 1) };
    }
  }

  #place({ sequence, ...rest }: NumberedActivity): Activity {
    return { ...rest, cursor: this.#cursors.cursorOf(sequence) };
  }

  #skip(after: number): ActivityGap {
    this.#events = new EventReader(this.#log, after);
    return {
      type: 'gap',
      hasRestarted: this.#isFirst && this.#cursors.hasRestarted,
      at: new Date(),
      cursor: this.#cursors.cursorOf(after),
    };
  }
}
