import type { ItemEnd, ItemStart } from '../../../completion/item.ts';

/** Receives each item of an answer once, no matter how often the service restarts the answer. */
export interface ItemListener {
  itemAdded(start: ItemStart): void;
  itemDone(end: ItemEnd): void;
}

/** An item that was reported to the listener. */
export interface ToldItem {
  readonly kind: ItemStart['type'];
  /** The type of a hosted call; empty for other items. */
  readonly detail: string;
  /** The paragraphs of a reasoning item's summary, as the service wrote them. */
  readonly paragraphs: string[];
  isOpen: boolean;
}

type MessageStart = Extract<ItemStart, { readonly type: 'message' }>;

/** A message is whole. */
export type MessageEnd = Extract<ItemEnd, { readonly type: 'message' }>;

/**
 * Tracks which items of an answer were reported. If the answer starts again, its items are matched
 * in order with the reported ones: an open item continues, a finished item stays as it is, and an
 * item without a match is new.
 */
export class ItemTracker {
  readonly #listener: ItemListener;
  readonly #told: ToldItem[] = [];
  /** How many of them a restarted answer has reached; null if the answer has not restarted. */
  #place: number | null = null;
  /** The message that the service is writing, if it was not reported yet. */
  #next: MessageStart | null = null;
  /** The open message. Read-only for other classes. */
  message: ToldItem | null = null;
  #reasoning: ToldItem | null = null;
  #hosted: ToldItem | null = null;

  constructor(listener: ItemListener) {
    this.#listener = listener;
  }

  /** Whether the answer has started again. */
  get hasRestarted(): boolean {
    return this.#place !== null;
  }

  /** The reported items, in order. */
  get told(): readonly ToldItem[] {
    return this.#told;
  }

  /**
   * The answer starts again.
   *
   * @param place How many of its items have already been repeated.
   */
  restart(place = 0): void {
    this.#place = place;
    this.#next = null;
    this.#reasoning = null;
    this.#hosted = null;
  }

  /** The service begins a message. Reports it at once if it can only be a new one. */
  beginMessage(start: MessageStart): void {
    if (this.#place !== null) this.#find('message');
    this.#next = start;
    if (this.#told.every(({ kind }) => kind !== 'message')) this.beginText();
  }

  /** New text is about to be passed on. It belongs to the open message, or else to a new one. */
  beginText(): void {
    if (this.message !== null) return;
    this.#endReasoning({});
    this.message = this.#add(this.#next ?? { type: 'message' });
    this.#next = null;
  }

  /**
   * The service has completed a message. Returns false if the message was reported before.
   *
   * @param isBehind Whether the restarted answer has not reached the end of the known text.
   */
  endMessage(end: MessageEnd, isEmpty: boolean, isBehind: boolean): boolean {
    if (isBehind || (this.message === null && !isEmpty)) return false;
    this.beginText();
    this.#close(this.message, end);
    this.message = null;
    return true;
  }

  /** The service begins to reason. */
  beginReasoning(id: string): void {
    this.#reasoning = this.#find('reasoning');
    if (this.#reasoning === null) this.#reasoning = this.#add({ type: 'reasoning', id });
  }

  /** Adds to a summary's paragraph, as the service wrote it. */
  noteReasoning(delta: string, index: number): void {
    const { paragraphs } = this.#reasoning ?? { paragraphs: [] };
    paragraphs[index] = (paragraphs[index] ?? '') + delta;
  }

  /** New reasoning is about to be passed on. */
  growReasoning(): void {
    if (this.#reasoning?.isOpen === true) return;
    this.#reasoning = this.#add({ type: 'reasoning' });
  }

  /** The reasoning item is complete. */
  endReasoning(id: string, encryptedContent: string | null): void {
    if (this.#reasoning === null) this.beginReasoning(id);
    this.#endReasoning({ encryptedContent });
    this.#reasoning = null;
  }

  /** The service begins a call of a hosted tool. */
  beginHosted(start: Extract<ItemStart, { readonly type: 'hosted' }>): void {
    const detail = detailOf(start);
    this.#hosted = this.#find('hosted', detail);
    if (this.#hosted === null) this.#hosted = this.#add(start, detail);
  }

  /** A call of a hosted tool is complete. */
  endHosted(end: Extract<ItemEnd, { readonly type: 'hosted' }>): void {
    if (this.#hosted === null) {
      const { id } = end.raw;
      this.beginHosted({ ...end, ...(typeof id === 'string' && { id }) });
    }
    this.#close(this.#hosted, end);
    this.#hosted = null;
  }

  #endReasoning(end: { readonly encryptedContent?: string | null }): void {
    const open = this.#told.findLast(({ kind, isOpen }) => kind === 'reasoning' && isOpen);
    this.#close(open ?? null, { type: 'reasoning', ...end });
  }

  #add(start: ItemStart, detail = ''): ToldItem {
    if (start.type !== 'message') this.#endReasoning({});
    const item = { kind: start.type, detail, paragraphs: [], isOpen: true };
    this.#told.push(item);
    if (this.#place !== null) this.#place = this.#told.length;
    this.#listener.itemAdded(start);
    return item;
  }

  #close(item: ToldItem | null, end: ItemEnd): void {
    if (item?.isOpen !== true) return;
    item.isOpen = false;
    this.#listener.itemDone(end);
  }

  /** Finds the next item of that kind that was reported before the answer started again. */
  #find(kind: ToldItem['kind'], detail = ''): ToldItem | null {
    const place = this.#place;
    if (place === null) return null;
    const index = this.#told.findIndex((item, at) => {
      return at >= place && item.kind === kind && item.detail === detail;
    });
    if (index === -1) return null;
    this.#place = index + 1;
    return this.#told[index] ?? null;
  }
}

/** Distinguishes an item from others of its kind. */
export function detailOf(start: ItemStart): string {
  if (start.type !== 'hosted') return '';
  const { type } = start.raw;
  return typeof type === 'string' ? type : '';
}
