import { randomUUID } from 'node:crypto';
import type { TextBuffer } from './delta-store.ts';
import type { ItemEnd, ItemStart, ItemStatus, OutputItem } from './item.ts';
import {
  CallRecord,
  HostedRecord,
  MessageRecord,
  ReasoningRecord,
  type ItemRecord,
  type MessageTexts,
} from './item-records.ts';
import type { WrittenCall } from './written-calls.ts';

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

const idPrefix = { message: 'msg', reasoning: 'rs', function: 'fc', custom: 'ctc', hosted: 'it' };

/**
 * The items of an answer, and a log of when each began and ended. Text without an open message
 * begins one, and so does reasoning: an answer has items even if its engine reports none.
 */
export class AnswerItems {
  /** The texts that the items cover. */
  readonly texts: ItemTexts;
  readonly #lastSequence: () => number;
  readonly #records: ItemRecord[] = [];
  /** The items of the calls, each at the call's index. */
  readonly #calls: OpenItem<CallRecord>[] = [];
  readonly #entries: ItemEntry[] = [];
  /** Created for the first reader, because most completions have none. */
  #waiting: Set<() => void> | null = null;
  /** The message that receives text; null if the next text begins one. Read-only elsewhere. */
  message: OpenItem<MessageRecord> | null = null;
  #reasoning: OpenItem<ReasoningRecord> | null = null;
  #hosted: OpenItem<HostedRecord> | null = null;

  /** @param lastSequence That of the completion's last event. */
  constructor(texts: ItemTexts, lastSequence: () => number) {
    this.texts = texts;
    this.#lastSequence = lastSequence;
  }

  /** In the order in which they began. */
  get entries(): readonly ItemEntry[] {
    return this.#entries;
  }

  /** All items in their current state. */
  items(): OutputItem[] {
    return this.#records.map((record) => record.item());
  }

  /** Begins an item. Ends an open item of the same kind. */
  add(start: ItemStart): void {
    switch (start.type) {
      case 'message':
        this.#endMessage('completed', {});
        this.message = this.#begin(
          new MessageRecord(this.#newId('message', start.id), start.phase ?? null, this.texts),
        );
        break;
      case 'reasoning':
        this.#endReasoning('completed', {});
        this.#reasoning = this.#begin(
          new ReasoningRecord(this.#newId('reasoning', start.id), this.texts.reasoning),
        );
        break;
      case 'hosted':
      default:
        this.#endHosted('completed', {});
        this.#hosted = this.#begin(new HostedRecord(this.#newId('hosted', start.id), start.raw));
    }
    this.#log('added', this.#records.length - 1);
  }

  /** Ends the open item of that kind. If none is open, begins one first. */
  end(end: ItemEnd): void {
    switch (end.type) {
      case 'message':
        if (this.message === null) this.add({ type: 'message' });
        this.#endMessage(end.status ?? 'completed', end);
        break;
      case 'reasoning':
        if (this.#reasoning === null) this.add({ type: 'reasoning' });
        this.#endReasoning('completed', end);
        break;
      case 'hosted':
      default:
        if (this.#hosted === null) this.add(end);
        this.#endHosted('completed', end);
    }
  }

  /** Text is about to be added to the answer, and no message is open. */
  beginMessage(): void {
    this.#endReasoning('completed', {});
    this.add({ type: 'message' });
  }

  /** Reasoning is about to be added, in the event of that sequence. */
  growReasoning(delta: string, summaryIndex: number, sequence: number): void {
    if (this.#reasoning === null) this.add({ type: 'reasoning' });
    this.#reasoning?.record.grow(delta, summaryIndex, sequence);
  }

  /** More of the refusal is about to be added. It belongs to the open message, or to a new one. */
  growRefusal(): void {
    if (this.message === null) this.beginMessage();
  }

  /**
   * A call begins.
   *
   * @param delivery Whether the event of the call's beginning comes next, or that of the whole call.
   */
  beginCall(call: WrittenCall, itemId: string | undefined, delivery: 'in pieces' | 'whole'): void {
    this.#endReasoning('completed', {});
    this.#endMessage('completed', {});
    const item = this.#begin(new CallRecord(this.#newId(call.start.type, itemId), call));
    this.#calls.push(item);
    this.#log('added', item.index, delivery === 'in pieces');
  }

  /** The call with that index has ended, after the event that says so. */
  endCall(index: number): void {
    const item = this.#calls[index];
    if (item !== undefined) this.#ended(item, 'completed');
  }

  /** The place in the answer of the item of the call with that index. */
  placeOfCall(index: number): number {
    return this.#calls[index]?.index ?? -1;
  }

  /**
   * The answer has ended, and so have all its items.
   *
   * @param refusal The model's refusal. It becomes part of the message if it is not yet.
   */
  close(status: ItemStatus, refusal?: string): void {
    this.#endReasoning(status, {});
    this.#endHosted(status, {});
    for (const item of this.#calls) {
      if (item.record.status === 'in_progress') this.#ended(item, 'incomplete');
    }
    const isToldBy = (record: ItemRecord): boolean =>
      record.type === 'message' && record.holdsRefusal(refusal ?? '');
    const isTold = this.texts.refusal.length > 0 || this.#records.some(isToldBy);
    if (refusal === undefined || isTold) {
      this.#endMessage(status, {});
      return;
    }
    if (this.message === null) this.add({ type: 'message' });
    this.#endMessage('completed', { parts: [{ type: 'refusal', refusal }] });
  }

  /** Calls back once, at the next entry. The returned function cancels this. */
  onAppend(wake: () => void): () => void {
    const waiting = (this.#waiting ??= new Set());
    waiting.add(wake);
    return () => waiting.delete(wake);
  }

  #begin<Record extends ItemRecord>(record: Record): OpenItem<Record> {
    this.#records.push(record);
    return { record, index: this.#records.length - 1 };
  }

  #endMessage(status: ItemStatus, { parts = [] }: Partial<MessageEnd>): void {
    const open = this.message;
    if (open === null) return;
    this.message = null;
    open.record.end(parts);
    this.#ended(open, status);
  }

  #endReasoning(status: ItemStatus, { encryptedContent = null }: Partial<ReasoningEnd>): void {
    const open = this.#reasoning;
    if (open === null) return;
    this.#reasoning = null;
    open.record.end(encryptedContent);
    this.#ended(open, status);
  }

  #endHosted(status: ItemStatus, { raw }: Partial<HostedEnd>): void {
    const open = this.#hosted;
    if (open === null) return;
    this.#hosted = null;
    if (raw !== undefined) open.record.end(raw);
    this.#ended(open, status);
  }

  #ended({ record, index }: OpenItem<ItemRecord>, status: ItemStatus): void {
    record.status = status;
    this.#log('done', index);
  }

  #log(type: ItemEntry['type'], index: number, isStandIn = false): void {
    const record = this.#records[index];
    if (record === undefined) return;
    const standIns = this.#entries.at(-1)?.standIns ?? 0;
    this.#entries.push({
      type,
      record,
      index,
      position: this.#lastSequence() + 1 + this.#entries.length - standIns,
      standIns: isStandIn ? standIns + 1 : standIns,
      textEnd: this.texts.text.length,
      reasoningEnd: this.texts.reasoning.length,
      refusalEnd: this.texts.refusal.length,
      message: this.message,
      reasoning: this.#reasoning,
    });
    const waiting = [...(this.#waiting ?? [])];
    this.#waiting?.clear();
    for (const wake of waiting) wake();
  }

  /** The service's own where it is new to the answer. */
  #newId(kind: keyof typeof idPrefix, id = ''): string {
    const isTaken = id === '' || this.#records.some((record) => record.id === id);
    return isTaken ? `${idPrefix[kind]}_${randomUUID().replaceAll('-', '')}` : id;
  }
}

type MessageEnd = Extract<ItemEnd, { readonly type: 'message' }>;
type ReasoningEnd = Extract<ItemEnd, { readonly type: 'reasoning' }>;
type HostedEnd = Extract<ItemEnd, { readonly type: 'hosted' }>;
