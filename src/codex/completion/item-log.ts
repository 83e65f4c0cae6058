import type { TextBuffer } from './delta-store.ts';
import type { ItemRecord } from './item-records.ts';
import type { MessageRecord, MessageTexts } from './message-record.ts';
import type { ReasoningRecord } from './reasoning-record.ts';

/** The texts of an answer. Each item covers a range of one of them. */
export interface ItemTexts extends MessageTexts {
  /** The text of all reasoning summaries, with a blank line between paragraphs. */
  readonly reasoning: TextBuffer;
}

/** Records that an item began or ended, and how much of the answer came before. */
export interface ItemEntry {
  readonly type: 'added' | 'done';
  readonly record: ItemRecord;
  readonly index: number;
  /** Its position among the item events, from 0. */
  readonly position: number;
  /**
   * How many entries, this one included, stand for the event that follows them. Such an event has no
   * item event of its own.
   */
  readonly standIns: number;
  /** The length of the answer's text before it. */
  readonly textEnd: number;
  /** The length of the reasoning before it. */
  readonly reasoningEnd: number;
  /** The length of the refusal before it. */
  readonly refusalEnd: number;
  /** The open message after it. */
  readonly message: OpenItem<MessageRecord> | null;
  /** The open reasoning item after it. */
  readonly reasoning: OpenItem<ReasoningRecord> | null;
}

/** An item that has begun and not ended, with its place in the answer. */
export interface OpenItem<Record extends ItemRecord> {
  readonly record: Record;
  readonly index: number;
}

/** A log of when each item of an answer began and ended. */
export class ItemLog {
  readonly #texts: ItemTexts;
  readonly #lastSequence: () => number;
  readonly #entries: ItemEntry[] = [];
  /** Created for the first reader, because most completions have none. */
  #waiting: Set<() => void> | null = null;

  /** @param lastSequence That of the completion's last event. */
  constructor(texts: ItemTexts, lastSequence: () => number) {
    this.#texts = texts;
    this.#lastSequence = lastSequence;
  }

  /** In the order in which they came. */
  get entries(): readonly ItemEntry[] {
    return this.#entries;
  }

  /**
   * Adds an entry.
   *
   * @param isStandIn Whether it stands for the event that follows it.
   */
  append(entry: Change, isStandIn: boolean): void {
    const standIns = this.#entries.at(-1)?.standIns ?? 0;
    this.#entries.push({
      type: entry.type,
      record: entry.record,
      index: entry.index,
      position: this.#lastSequence() + 1 + this.#entries.length - standIns,
      standIns: isStandIn ? standIns + 1 : standIns,
      textEnd: this.#texts.text.length,
      reasoningEnd: this.#texts.reasoning.length,
      refusalEnd: this.#texts.refusal.length,
      message: entry.message,
      reasoning: entry.reasoning,
    });
    const waiting = [...(this.#waiting ?? [])];
    this.#waiting?.clear();
    for (const wake of waiting) wake();
  }

  /** Calls back once, at the next entry. The returned function cancels this. */
  onAppend(wake: () => void): () => void {
    const waiting = (this.#waiting ??= new Set());
    waiting.add(wake);
    return () => waiting.delete(wake);
  }
}

type Change = Pick<ItemEntry, 'type' | 'record' | 'index' | 'message' | 'reasoning'>;
