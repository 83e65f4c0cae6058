import type { ItemEnd, ItemStart, ItemStatus, OutputItem } from './item.ts';
import { ItemLog, type ItemEntry, type ItemTexts, type OpenItem } from './item-log.ts';
import { CallRecord, HostedRecord, type ItemRecord } from './item-records.ts';
import { MessageRecord } from './message-record.ts';
import { ReasoningRecord } from './reasoning-record.ts';
import type { WrittenCall } from './written-calls.ts';
import { newId } from '../../util/new-id.ts';

const idPrefix = { message: 'msg', reasoning: 'rs', function: 'fc', custom: 'ctc', hosted: 'it' };

/**
 * The items of an answer, and a log of when each began and ended. Text without an open message
 * begins one, and so does reasoning: an answer has items even if its engine reports none.
 */
export class AnswerItems {
  /** The texts that the items cover. */
  readonly texts: ItemTexts;
  readonly #records: ItemRecord[] = [];
  /** The items of the calls, each at the call's index. */
  readonly #calls: OpenItem<CallRecord>[] = [];
  readonly #log: ItemLog;
  /** The message that receives text; null if the next text begins one. Read-only elsewhere. */
  message: OpenItem<MessageRecord> | null = null;
  #reasoning: OpenItem<ReasoningRecord> | null = null;
  #hosted: OpenItem<HostedRecord> | null = null;

  /** @param lastSequence That of the completion's last event. */
  constructor(texts: ItemTexts, lastSequence: () => number) {
    this.texts = texts;
    this.#log = new ItemLog(texts, lastSequence);
  }

  /** In the order in which they began. */
  get entries(): readonly ItemEntry[] {
    return this.#log.entries;
  }

  /** All items in their current state. */
  items(): OutputItem[] {
    return this.#records.map((record) => record.item());
  }

  /** Begins an item. Ends an open item of the same kind. */
  add(start: ItemStart): void {
    this.#note('added', this.#addOf(start));
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
    this.#note('added', item, delivery === 'in pieces');
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
    return this.#log.onAppend(wake);
  }

  #addOf(start: ItemStart): OpenItem<ItemRecord> {
    switch (start.type) {
      case 'message':
        this.#endMessage('completed', {});
        this.message = this.#begin(
          new MessageRecord(this.#newId('message', start.id), start.phase ?? null, this.texts),
        );
        return this.message;
      case 'reasoning':
        this.#endReasoning('completed', {});
        this.#reasoning = this.#begin(
          new ReasoningRecord(this.#newId('reasoning', start.id), this.texts.reasoning),
        );
        return this.#reasoning;
      case 'hosted':
      default:
        this.#endHosted('completed', {});
        this.#hosted = this.#begin(new HostedRecord(this.#newId('hosted', start.id), start.raw));
        return this.#hosted;
    }
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

  #ended(item: OpenItem<ItemRecord>, status: ItemStatus): void {
    item.record.status = status;
    this.#note('done', item);
  }

  #note(type: ItemEntry['type'], { record, index }: OpenItem<ItemRecord>, isStandIn = false): void {
    const { message } = this;
    this.#log.append({ type, record, index, message, reasoning: this.#reasoning }, isStandIn);
  }

  /** The service's own where it is new to the answer. */
  #newId(kind: keyof typeof idPrefix, id = ''): string {
    const isTaken = id === '' || this.#records.some((record) => record.id === id);
    return isTaken ? newId(`${idPrefix[kind]}_`) : id;
  }
}

type MessageEnd = Extract<ItemEnd, { readonly type: 'message' }>;
type ReasoningEnd = Extract<ItemEnd, { readonly type: 'reasoning' }>;
type HostedEnd = Extract<ItemEnd, { readonly type: 'hosted' }>;
