import type { CompletionEvent } from './events.ts';
import type { EventStore } from '../streams/event-store.ts';

/** How many pieces are kept apart. */
const maxPieces = 8;

/**
 * A text that grows by small pieces. Plain string concatenation would keep every piece in memory,
 * each with an overhead of three times its size.
 */
export class TextBuffer {
  /** The text without the last pieces. Each run is longer than the next, which saves joins. */
  #runs: string[] = [];
  #pieces: string[] = [];
  #length = 0;

  /** In code units. */
  get length(): number {
    return this.#length;
  }

  /** Appends a piece. */
  add(piece: string): void {
    this.#length += piece.length;
    this.#pieces.push(piece);
    if (this.#pieces.length === maxPieces) this.#joinPieces();
  }

  /** The part between two positions, in code units. Cheap for recently added text. */
  slice(start: number, end: number): string {
    let part = '';
    let place = this.#length;
    const before = (text: string): boolean => {
      place -= text.length;
      if (place < end) part = text.slice(Math.max(start - place, 0), end - place) + part;
      return place <= start;
    };
    if (this.#pieces.findLast(before) === undefined) this.#runs.findLast(before);
    return part;
  }

  /** All of it. */
  toString(): string {
    if (this.#pieces.length > 0 || this.#runs.length > 1) {
      this.#runs = [[...this.#runs, ...this.#pieces].join('')];
      this.#pieces = [];
    }
    return this.#runs[0] ?? '';
  }

  #joinPieces(): void {
    let run = this.#pieces.join('');
    this.#pieces = [];
    for (;;) {
      const last = this.#runs.at(-1);
      if (last === undefined || last.length > run.length) break;
      this.#runs.pop();
      run = [last, run].join('');
    }
    this.#runs.push(run);
  }
}

/** A piece of one of the answer's texts. */
export type Delta = Extract<
  CompletionEvent,
  { readonly type: 'delta' | 'reasoning-delta' | 'refusal-delta' | 'call-delta' }
>;

/** The text that a delta belongs to. It is the concatenation of its deltas, and ends with this one. */
export type TextOf = (delta: Delta) => TextBuffer;

/** Number of recent events that are stored unchanged, so that all readers share each object. */
const maxRecent = 8;

/**
 * Stores each delta as its end position in the text, which the completion holds anyway: one or two
 * bytes instead of a hundred. Stores other events, and the most recent ones, unchanged.
 */
export class DeltaStore implements EventStore<CompletionEvent> {
  readonly #textOf: TextOf;
  #runs: Run[] = [];
  #recent: CompletionEvent[] = [];
  #length = 0;
  /** How many events of the first run are forgotten. */
  #forgotten = 0;

  constructor(textOf: TextOf) {
    this.#textOf = textOf;
  }

  get length(): number {
    return this.#length;
  }

  push(event: CompletionEvent): void {
    if (isDelta(event)) this.#pushDelta(event);
    else this.#runs.push({ length: 1, at: () => event });
    this.#length += 1;
    if (this.#recent.length === maxRecent) this.#recent = this.#recent.slice(maxRecent / 2);
    this.#recent.push(event);
  }

  at(index: number): CompletionEvent | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    const recent = this.#recent.at(index - this.#length);
    if (recent !== undefined) return recent;
    // From the end: most readers keep up.
    let start = this.#length;
    const run = this.#runs.findLast(({ length }) => (start -= length) <= index);
    return run?.at(index - start);
  }

  forget(count: number): void {
    this.#length -= count;
    this.#forgotten += count;
    for (;;) {
      const { length } = this.#runs[0] ?? { length: Infinity };
      if (length > this.#forgotten) return;
      this.#runs.shift();
      this.#forgotten -= length;
    }
  }

  #pushDelta(delta: Delta): void {
    const last = this.#runs.at(-1);
    if (last instanceof DeltaRun && last.takes(delta)) last.add(delta.text);
    else this.#runs.push(new DeltaRun(delta, this.#textOf(delta)));
  }
}

/** Events that follow each other. */
interface Run {
  readonly length: number;
  at(index: number): CompletionEvent;
}

/** Deltas of one run, at most. */
const longestRun = 256;
/** What a character's code can say. */
const longestText = 65_535;

/** Deltas of one text. */
class DeltaRun implements Run {
  readonly #head: Delta;
  readonly #text: TextBuffer;
  readonly #start: number;
  /** Where each delta ends, counted from the start; a character for each once there are enough. */
  #ends: number[] | string;
  #end: number;

  /** @param text Ends with the first delta. */
  constructor(first: Delta, text: TextBuffer) {
    this.#head = withText(first, '', first.sequence);
    this.#text = text;
    this.#start = text.length - first.text.length;
    this.#end = first.text.length;
    this.#ends = [this.#end];
  }

  get length(): number {
    return this.#ends.length;
  }

  takes(delta: Delta): boolean {
    if (typeof this.#ends === 'string' || !isMoreOf(this.#head, delta)) return false;
    return this.#end + delta.text.length <= longestText;
  }

  add(text: string): void {
    if (typeof this.#ends === 'string') return;
    this.#end += text.length;
    this.#ends.push(this.#end);
    if (this.#ends.length === longestRun) this.#ends = String.fromCharCode(...this.#ends);
  }

  at(index: number): Delta {
    const start = index === 0 ? 0 : this.#endOf(index - 1);
    const text = this.#text.slice(this.#start + start, this.#start + this.#endOf(index));
    return withText(this.#head, text, this.#head.sequence + index);
  }

  #endOf(index: number): number {
    const ends = this.#ends;
    return typeof ends === 'string' ? ends.charCodeAt(index) : (ends[index] ?? this.#end);
  }
}

/**
 * A delta like another one, with other text and at another place. Written out: V8 keeps a shape for
 * each object that is made by a spread (measured on Node 20).
 */
export function withText(delta: Delta, text: string, sequence: number): Delta {
  const { completionId, type } = delta;
  switch (type) {
    case 'reasoning-delta':
      return { completionId, sequence, type, text, summaryIndex: delta.summaryIndex };
    case 'call-delta':
      return { completionId, sequence, type, text, index: delta.index };
    case 'delta':
    case 'refusal-delta':
    default:
      return { completionId, sequence, type, text };
  }
}

/** Whether it is a piece of text. */
export function isDelta(event: CompletionEvent): event is Delta {
  const { type } = event;
  if (type === 'delta' || type === 'reasoning-delta') return true;
  return type === 'call-delta' || type === 'refusal-delta';
}

/** Whether it is more of the same text, and of the same paragraph if it is a summary. */
export function isMoreOf(one: Delta, other: CompletionEvent): other is Delta {
  if (one.type !== other.type) return false;
  if (one.type === 'reasoning-delta') return one.summaryIndex === indexOf(other);
  return one.type !== 'call-delta' || one.index === indexOf(other);
}

/** The paragraph or the call that a delta belongs to. */
function indexOf(event: CompletionEvent): number | undefined {
  if (event.type === 'reasoning-delta') return event.summaryIndex;
  return event.type === 'call-delta' ? event.index : undefined;
}
