import type { CompletionEvent } from '../completion/events.ts';
import type { Pack, Packed } from './event-log.ts';
import { isDelta, isMoreOf, withText, type Delta } from './merged-delta.ts';
import type { TextSoFar } from './text-so-far.ts';

/** The texts that deltas were added to, by their type: each holds all of them, and nothing else. */
export type DeltaTexts = Readonly<Record<Delta['type'], TextSoFar>>;

/**
 * Packs deltas of one text into the places where each ends in it: a tenth of the memory that they
 * take as events (measured on Node 20). Other events stay as they are.
 *
 * @returns What packs the events of one log, all of them in order.
 */
export function packDeltas(texts: DeltaTexts): Pack<CompletionEvent> {
  const packed = { delta: 0, 'reasoning-delta': 0 };
  return (events) => {
    const deltas = events.filter((event) => isDelta(event));
    const starts = { ...packed };
    for (const { type, text } of deltas) packed[type] += text.length;
    const [first] = deltas;
    if (first === undefined || deltas.length < events.length) return events;
    if (!deltas.every((delta) => isMoreOf(first, delta))) return events;
    const start = starts[first.type];
    if (packed[first.type] - start > maxLength) return events;
    return new PackedDeltas(first, texts[first.type], start, endsOf(deltas));
  };
}

/** What a character's code can say. */
const maxLength = 65_535;

/** Where each ends, counted from the start of the first, as a character each: a byte for most. */
function endsOf(deltas: readonly Delta[]): string {
  let end = 0;
  return String.fromCharCode(...deltas.map(({ text }) => (end += text.length)));
}

class PackedDeltas implements Packed<CompletionEvent> {
  readonly #head: Delta;
  readonly #text: TextSoFar;
  readonly #start: number;
  readonly #ends: string;

  constructor(first: Delta, text: TextSoFar, start: number, ends: string) {
    this.#head = withText(first, '', first.sequence);
    this.#text = text;
    this.#start = start;
    this.#ends = ends;
  }

  at(index: number): CompletionEvent | undefined {
    if (index >= this.#ends.length) return undefined;
    const from = index === 0 ? 0 : this.#ends.charCodeAt(index - 1);
    const to = this.#ends.charCodeAt(index);
    const text = this.#text.slice(this.#start + from, this.#start + to);
    return withText(this.#head, text, this.#head.sequence + index);
  }
}
