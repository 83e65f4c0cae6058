import { EventReader, type EventSource, type Merge } from '../streams/event-log.ts';
import type { EventStream } from '../streams/event-stream.ts';
import { StreamGapError } from '../streams/stream-gap-error.ts';
import type { AnswerItems } from './answer-items.ts';
import type { ItemEntry } from './item-log.ts';
import type { ItemRecord } from './item-records.ts';
import type { ItemEvent, ItemEventBody } from './item-events.ts';
import { entryBody } from './item-source.ts';
import { pieces } from './pieces.ts';

type Result = IteratorResult<ItemEvent, void>;

/** How much of the answer a reader has received. */
interface Given {
  /** Whether it has received anything. */
  isBegun: boolean;
  /** Entries of the item log. */
  entries: number;
  /** Characters of the open message. */
  text: number;
  /** Characters of its refusal. */
  refusal: number;
  /** Characters of the input of each call, by its item's index. */
  readonly inputs: Map<number, number>;
  /** The last paragraph that it received, and the characters of it so far. */
  paragraph: number;
  summary: number;
}

/**
 * The item events of a completion, for a reader that must miss nothing, however slow it is. Larger
 * deltas with the same text replace events that are no longer kept. Starts and ends of items stay
 * the same; the sequences have a gap there.
 */
export class LosslessItems implements EventStream<ItemEvent> {
  readonly #completionId: string;
  readonly #source: EventSource<ItemEvent>;
  readonly #items: AnswerItems;
  readonly #merge: Merge<ItemEvent> | undefined;
  #reader: EventReader<ItemEvent>;
  #missed: Iterator<ItemEvent, void> | null = null;
  #isClosed = false;
  readonly #given: Given = {
    isBegun: false,
    entries: 0,
    text: 0,
    refusal: 0,
    inputs: new Map(),
    paragraph: -1,
    summary: 0,
  };

  constructor(
    completionId: string,
    source: EventSource<ItemEvent>,
    items: AnswerItems,
    merge?: Merge<ItemEvent>,
  ) {
    this.#completionId = completionId;
    this.#source = source;
    this.#items = items;
    this.#merge = merge;
    this.#reader = new EventReader(source, -1, merge);
  }

  /** Resolves with the next event. Not `async`, because this runs for each token. */
  next(): Promise<Result> {
    const missed = this.#isClosed ? undefined : this.#missed?.next();
    if (missed?.done === false) return Promise.resolve(this.#give(missed.value));
    this.#missed = null;
    return this.#reader.next().then(this.#pass, this.#recover);
  }

  /** Ends the stream, even while a `next()` waits. */
  async return(): Promise<Result> {
    this.#isClosed = true;
    return await this.#reader.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #pass = (result: Result): Result => {
    return result.done === true ? result : this.#give(result.value);
  };

  readonly #recover = async (error: unknown): Promise<Result> => {
    if (!(error instanceof StreamGapError)) throw error;
    const { lastSequence, isComplete } = this.#source;
    // The last event of all is always kept.
    const sequence = isComplete ? lastSequence - 1 : lastSequence;
    this.#missed = this.#missing(sequence, {
      ...this.#given,
      inputs: new Map(this.#given.inputs),
    });
    this.#reader = new EventReader(this.#source, sequence, this.#merge);
    if (this.#isClosed) await this.#reader.return();
    return await this.next();
  };

  #give(event: ItemEvent): Result {
    const given = this.#given;
    given.isBegun = true;
    if (event.type === 'text-delta') given.text += event.text.length;
    else if (event.type === 'refusal-delta') given.refusal += event.text.length;
    else if (event.type === 'call-delta') {
      const before = given.inputs.get(event.index) ?? 0;
      given.inputs.set(event.index, before + event.text.length);
    } else if (event.type === 'summary-delta') {
      if (event.summaryIndex !== given.paragraph) given.summary = 0;
      given.paragraph = event.summaryIndex;
      given.summary += event.text.length;
    } else if (event.type === 'item-added' || event.type === 'item-done') {
      given.entries += 1;
      reset(given, event.item.type);
    }
    return { done: false, value: event };
  }

  /**
   * The events up to the given sequence that the reader has not received. Captures them at once:
   * output that comes before the reader reads them belongs to the events after that sequence.
   */
  #missing(sequence: number, given: Given): Iterator<ItemEvent, void> {
    const completionId = this.#completionId;
    const { entries, texts } = this.#items;
    const bodies: ItemEventBody[] = given.isBegun ? [] : [{ type: 'started' }];
    const end = {
      textEnd: texts.text.length,
      reasoningEnd: texts.reasoning.length,
      refusalEnd: texts.refusal.length,
    };
    const growTo = (before: ItemEntry | undefined, stop: typeof end): void => {
      bodies.push(...moreReasoning(before, stop.reasoningEnd, given));
      bodies.push(...moreText(before, stop, given));
    };
    for (const entry of entries.slice(given.entries)) {
      growTo(entries[given.entries - 1], entry);
      if (entry.type === 'done') bodies.push(...moreInput(entry, given));
      bodies.push(entryBody(entry));
      given.entries += 1;
      reset(given, entry.record.type);
    }
    growTo(entries[given.entries - 1], end);
    for (const entry of entries) {
      const isOpen = entry.type === 'added' && entry.record.status === 'in_progress';
      if (isOpen) bodies.push(...moreInput(entry, given));
    }
    return bodies.map((body) => Object.assign({ completionId, sequence }, body)).values();
  }
}

/** An item of this type begins or ends, so nothing of the next one is given. */
function reset(given: Given, type: ItemRecord['type']): void {
  if (type === 'message') Object.assign(given, { text: 0, refusal: 0 });
  if (type === 'reasoning') Object.assign(given, { paragraph: -1, summary: 0 });
}

function moreText(
  before: ItemEntry | undefined,
  { textEnd, refusalEnd }: Pick<ItemEntry, 'textEnd' | 'refusalEnd'>,
  given: Given,
): ItemEventBody[] {
  const open = before?.message ?? null;
  if (open === null) return [];
  const { record, index } = open;
  const text = record.text(given.text, textEnd);
  const refusal = record.refusal(given.refusal, refusalEnd);
  given.text += text.length;
  given.refusal += refusal.length;
  return [...deltas('text-delta', index, text, 0), ...deltas('refusal-delta', index, refusal, 0)];
}

/**
 * The input of a call that the reader lacks, and its end if the call is whole: a reader that has
 * received that finds the end of the item after it, which is always kept.
 */
function moreInput({ record, index }: ItemEntry, given: Given): ItemEventBody[] {
  if (record.type !== 'call') return [];
  const soFar = given.inputs.get(index) ?? 0;
  const { call, isWhole } = record.written;
  const rest = soFar === 0 && isWhole ? [] : deltas('call-delta', index, call.input, soFar);
  return [...rest, ...(isWhole ? [{ type: 'call-input', index, call } as const] : [])];
}

/** A text after that position in deltas. */
function deltas(
  type: 'text-delta' | 'refusal-delta' | 'call-delta',
  index: number,
  whole: string,
  from: number,
): ItemEventBody[] {
  return [...pieces(whole, from)].map((text) => ({ type, index, text }));
}

function moreReasoning(before: ItemEntry | undefined, end: number, given: Given): ItemEventBody[] {
  const open = before?.reasoning ?? null;
  if (open === null) return [];
  return open.record.paragraphs(end).flatMap((text, summaryIndex): ItemEventBody[] => {
    if (summaryIndex < given.paragraph) return [];
    const from = summaryIndex === given.paragraph ? given.summary : 0;
    Object.assign(given, { paragraph: summaryIndex, summary: text.length });
    return [...pieces(text, from)].map((piece) => {
      return { type: 'summary-delta', index: open.index, summaryIndex, text: piece };
    });
  });
}
