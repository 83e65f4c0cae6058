import type { CallSoFar, Completion } from './completion.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { CompletionEvent } from './events.ts';
import { pieces } from './pieces.ts';
import { StreamGapError } from '../streams/stream-gap-error.ts';

type Result = IteratorResult<CompletionEvent, void>;

/** How much of the answer has been given, in characters. */
interface Given {
  text: number;
  reasoning: number;
  summaryIndex: number;
  refusal: number;
  /** Of the input of each call that has begun, at its index; `whole` after the end of it. */
  readonly calls: (number | 'whole')[];
}

/**
 * A completion's events from its start, for a reader that must miss nothing, however slow it is.
 * Larger deltas with the same text replace events that are no longer kept, and whole calls the pieces
 * of theirs. All of it is taken from the completion itself; the sequences have a gap there.
 */
export class LosslessStream implements EventStream<CompletionEvent> {
  readonly #completion: Completion;
  #events: EventStream<CompletionEvent>;
  #missed: Iterator<CompletionEvent, void> | null = null;
  #isClosed = false;
  readonly #given: Given = { text: 0, reasoning: 0, summaryIndex: 0, refusal: 0, calls: [] };

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
    note(event, this.#given);
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
    const { id: completionId, text, reasoning, calls, status } = this.#completion;
    // If none of the refusal was given, the last event brings all of it.
    const isRefusalDue = status !== 'completed' || this.#given.refusal > 0;
    const answered = {
      text,
      reasoning,
      refusal: isRefusalDue ? (this.#completion.refusal ?? '') : '',
      calls: calls.map(({ call, isWhole }) => ({ call, isWhole })),
    };
    const given = { ...this.#given, calls: [...this.#given.calls] };
    return missing({ completionId, sequence }, answered, given);
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
type Answered = Pick<Completion, 'text' | 'reasoning' | 'calls'> & { readonly refusal: string };

function note(event: CompletionEvent, given: Given): void {
  switch (event.type) {
    case 'delta':
      given.text += event.text.length;
      break;
    case 'reasoning-delta':
      given.reasoning += event.text.length;
      given.summaryIndex = event.summaryIndex;
      break;
    case 'refusal-delta':
      given.refusal += event.text.length;
      break;
    case 'call-added':
      given.calls[event.index] = 0;
      break;
    case 'call-delta': {
      const before = given.calls[event.index];
      if (typeof before === 'number') given.calls[event.index] = before + event.text.length;
      break;
    }
    case 'tool-call':
      given.calls[event.index] = 'whole';
      break;
    case 'started':
    case 'done':
    case 'failed':
    default:
  }
}

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
  for (const text of pieces(answered.refusal, given.refusal)) {
    yield { ...place, type: 'refusal-delta', text };
  }
  for (const [index, each] of answered.calls.entries()) {
    yield* moreOfCall(place, index, each, given.calls[index]);
  }
}

function* moreOfCall(
  place: Place,
  index: number,
  { call, isWhole }: CallSoFar,
  given: number | 'whole' | undefined,
): Generator<CompletionEvent, void> {
  if (given === 'whole') return;
  if (given !== undefined || !isWhole) {
    const { input, ...start } = call;
    if (given === undefined) yield { ...place, type: 'call-added', call: start, index };
    for (const text of pieces(input, given ?? 0)) {
      yield { ...place, type: 'call-delta', index, text };
    }
  }
  if (isWhole) yield { ...place, type: 'tool-call', call, index };
}
