import type { EventSource } from '../streams/event-log.ts';
import type { AnswerItems } from './answer-items.ts';
import type { ItemEntry } from './item-log.ts';
import type { CompletionEvent } from './events.ts';
import type { ItemEvent, ItemEventBody } from './item-events.ts';

/**
 * Merges the events of a completion and the log of its items, in the order in which they came, into
 * one sequence of item events. Either of them wakes the readers.
 */
export class ItemSource implements EventSource<ItemEvent> {
  readonly #completionId: string;
  readonly #events: EventSource<CompletionEvent>;
  readonly #items: AnswerItems;

  constructor(completionId: string, events: EventSource<CompletionEvent>, items: AnswerItems) {
    this.#completionId = completionId;
    this.#events = events;
    this.#items = items;
  }

  get isComplete(): boolean {
    return this.#events.isComplete;
  }

  get lastSequence(): number {
    const { entries } = this.#items;
    return this.#events.lastSequence + entries.length - (entries.at(-1)?.standIns ?? 0);
  }

  /** The item event after that sequence; undefined where there is none yet. Throws `StreamGapError`. */
  after(sequence: number): ItemEvent | undefined {
    const place = sequence + 1;
    const before = entriesBefore(this.#items.entries, place);
    const entry = this.#items.entries[before];
    if (entry?.position === place) return this.#numbered(entryBody(entry), place);
    const last = this.#items.entries[before - 1];
    const event = this.#events.after(this.#eventAt(place) - 1);
    if (event === undefined) return undefined;
    return this.#numbered(this.#eventBody(event, last), place);
  }

  /** The sequence of the item event for the completion's event of that sequence. */
  sequenceOf(eventSequence: number): number {
    let low = 0;
    let high = this.lastSequence;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#eventAt(middle) < eventSequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The sequence of the completion's event that comes at a place, or next after the entry there. */
  #eventAt(place: number): number {
    const before = entriesBefore(this.#items.entries, place);
    return place - before + (this.#items.entries[before - 1]?.standIns ?? 0);
  }

  onAppend(wake: () => void): () => void {
    const once = (): void => {
      forget();
      wake();
    };
    const forgetEvent = this.#events.onAppend(once);
    const forgetEntry = this.#items.onAppend(once);
    const forget = (): void => {
      forgetEvent();
      forgetEntry();
    };
    return forget;
  }

  /** @param entry The last one before the event. */
  #eventBody(event: CompletionEvent, entry: ItemEntry | undefined): ItemEventBody {
    switch (event.type) {
      case 'delta':
      case 'refusal-delta': {
        const type = event.type === 'delta' ? 'text-delta' : event.type;
        return { type, index: entry?.message?.index ?? -1, text: event.text };
      }
      case 'reasoning-delta': {
        const open = entry?.reasoning;
        const { summaryIndex = 0, blank = 0 } = open?.record.placeOf(event.sequence) ?? {};
        const text = event.text.slice(blank);
        return { type: 'summary-delta', index: open?.index ?? -1, summaryIndex, text };
      }
      case 'call-delta': {
        const index = this.#items.placeOfCall(event.index);
        return { type: event.type, index, text: event.text };
      }
      case 'tool-call': {
        const index = this.#items.placeOfCall(event.index);
        return { type: 'call-input', index, call: event.call };
      }
      case 'done':
        return { type: 'done', finishReason: event.finishReason, usage: event.usage };
      case 'failed':
        return { type: 'failed', error: event.error };
      // An entry stands for the beginning of a call.
      case 'call-added':
      case 'started':
      default:
        return { type: 'started' };
    }
  }

  #numbered(body: ItemEventBody, sequence: number): ItemEvent {
    return Object.assign({ completionId: this.#completionId, sequence }, body);
  }
}

/** The number of entries before a position. Searches from the end, where most readers are. */
function entriesBefore(entries: readonly ItemEntry[], place: number): number {
  const last = entries.at(-1);
  if (last === undefined || last.position < place) return entries.length;
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.position ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The item event for an entry. */
export function entryBody({ type, record, index }: ItemEntry): ItemEventBody {
  if (type === 'added') return { type: 'item-added', index, item: record.begun() };
  return { type: 'item-done', index, item: record.item() };
}
