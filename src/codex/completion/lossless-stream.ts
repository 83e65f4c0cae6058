import type { Completion } from './completion.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { CompletionEvent } from './events.ts';
import { pieces } from './pieces.ts';
import { StreamGapError } from '../streams/stream-gap-error.ts';
import type { ToolCall } from './tools.ts';

type Result = IteratorResult<CompletionEvent, void>;

/** How much of the answer has been given: characters, and calls. */
interface Given {
  text: number;
  reasoning: number;
  summaryIndex: number;
  calls: number;
}

/**
 * A completion's events from its start, for a reader that must miss nothing, however slow it is.
 * Larger deltas with the same text replace events that are no longer kept. They and missed calls
 * are taken from the completion itself; the sequences have a gap there.
 */
export class LosslessStream implements EventStream<CompletionEvent> {
  readonly #completion: Completion;
  #events: EventStream<CompletionEvent>;
  #missed: Iterator<CompletionEvent, void> | null = null;
  #isClosed = false;
  readonly #given: Given = { text: 0, reasoning: 0, summaryIndex: 0, calls: 0 };

  constructor(completion: Completion) {
    this.#completion = completion;
    this.#events = eventsOf(completion);
  }

  /** Resolves with the next event. Not `async`, because this runs for each token. */
  next(): Promise<Result> {
    const missed = this.#missed?.next();
    if (missed?.done === false && !this.#isClosed) return Promise.resolve(this.#give(missed.value));
    this.#missed = null;
    return this.#events.next().then(this.#pass, this.#recover);
  }

  /** Ends the stream, even while a `next()` waits. */
  async return(): Promise<Result> {
    this.#isClosed = true;
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #pass = (result: Result): Result => {
    return result.done === true ? result : this.#give(result.value);
  };

  readonly #recover = async (error: unknown): Promise<Result> => {
    if (!(error instanceof StreamGapError)) throw error;
    await this.#skipGap();
    return await this.next();
  };

  #give(event: CompletionEvent): Result {
    const given = this.#given;
    if (event.type === 'delta') given.text += event.text.length;
    else if (event.type === 'tool-call') given.calls += 1;
    else if (event.type === 'reasoning-delta') {
      given.reasoning += event.text.length;
      given.summaryIndex = event.summaryIndex;
    }
    return { done: false, value: event };
  }

  async #skipGap(): Promise<void> {
    const { lastSequence, endedAt } = this.#completion;
    // The last event of all is always kept.
    const sequence = endedAt === null ? lastSequence : lastSequence - 1;
    this.#missed = this.#missing(sequence);
    this.#events = this.#completion.events(sequence);
    if (this.#isClosed) await this.#events.return?.();
  }

  /**
   * The output up to the given sequence that the reader has not received. Captures it immediately:
   * output that comes before the reader reads it belongs to the events after that sequence.
   */
  #missing(sequence: number): Iterator<CompletionEvent, void> {
    const { id: completionId, text, reasoning, toolCalls } = this.#completion;
    const calls = toolCalls.slice(this.#given.calls);
    return missing({ completionId, sequence }, { text, reasoning, calls }, { ...this.#given });
  }
}

/** All events; a stream that fails with `StreamGapError` where the first ones are no longer kept. */
function eventsOf(completion: Completion): EventStream<CompletionEvent> {
  try {
    return completion.events();
  } catch (error) {
    return new FailedStream(error);
  }
}

class FailedStream implements EventStream<CompletionEvent> {
  readonly #error: unknown;

  constructor(error: unknown) {
    this.#error = error;
  }

  async next(): Promise<Result> {
    return await Promise.reject(this.#error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

type Place = Pick<CompletionEvent, 'completionId' | 'sequence'>;
type Answered = Pick<Completion, 'text' | 'reasoning'> & { readonly calls: readonly ToolCall[] };

function* missing(
  place: Place,
  answered: Answered,
  given: Given,
): Generator<CompletionEvent, void> {
  const { summaryIndex } = given;
  for (const text of pieces(answered.reasoning, given.reasoning)) {
    yield { ...place, type: 'reasoning-delta', text, summaryIndex };
  }
  for (const text of pieces(answered.text, given.text)) yield { ...place, type: 'delta', text };
  for (const [index, call] of answered.calls.entries()) {
    yield { ...place, type: 'tool-call', call, index: given.calls + index };
  }
}
