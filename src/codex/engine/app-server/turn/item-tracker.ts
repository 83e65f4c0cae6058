import type { ItemEnd, ItemStart } from '../../../completion/item.ts';

/** Hears of each item of an answer once, however often the service begins the answer anew. */
export interface ItemListener {
  itemAdded(start: ItemStart): void;
  itemDone(end: ItemEnd): void;
}

/** An item that the listener was told of. */
export interface ToldItem {
  readonly kind: ItemStart['type'];
  /** Tells hosted calls apart. */
  readonly detail: string;
  /** What the service wrote of a reasoning item's summary. */
  readonly paragraphs: string[];
  isOpen: boolean;
}

type MessageStart = Extract<ItemStart, { readonly type: 'message' }>;

/** A message is whole. */
export type MessageEnd = Extract<ItemEnd, { readonly type: 'message' }>;

/**
 * Knows which items of an answer were told of. Where the answer starts again, its items are those told
 * before, in the same order: one that is open goes on, one that is done stays as it is, and what
 * comes beyond them is new.
 */
export class ItemTracker {
  readonly #listener: ItemListener;
  readonly #told: ToldItem[] = [];
  /** Up to where an answer that started again has come among them; null where none has. */
  #place: number | null = null;
  /** The message that the service writes, where it was not told of yet. */
  #next: MessageStart | null = null;
  /** The message that is open. Only read it elsewhere. */
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

  /** In their order. */
  get told(): readonly ToldItem[] {
    return this.#told;
  }

  /**
   * The answer starts again.
   *
   * @param place How many of its items have come again already.
   */
  restart(place = 0): void {
    this.#place = place;
    this.#next = null;
    this.#reasoning = null;
    this.#hosted = null;
  }

  /** The service begins a message. It is told of at once where it can only be a new one. */
  beginMessage(start: MessageStart): void {
    if (this.#place !== null) this.#find('message');
    this.#next = start;
    if (this.#told.every(({ kind }) => kind !== 'message')) this.beginText();
  }

  /** New text is about to be passed on: it belongs to the message that is open, or to a new one. */
  beginText(): void {
    if (this.message !== null) return;
    this.#endReasoning({});
    this.message = this.#add(this.#next ?? { type: 'message' });
    this.#next = null;
  }

  /**
   * The message that the service writes is whole. False where it is one that was told of before.
   *
   * @param isBehind Whether there was more of the text before the answer started again.
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

  /** More of a summary's paragraph, as the service wrote it. */
  noteReasoning(delta: string, index: number): void {
    const { paragraphs } = this.#reasoning ?? { paragraphs: [] };
    paragraphs[index] = (paragraphs[index] ?? '') + delta;
  }

  /** New reasoning is about to be passed on. */
  growReasoning(): void {
    if (this.#reasoning?.isOpen === true) return;
    this.#reasoning = this.#add({ type: 'reasoning' });
  }

  /** The reasoning item is whole. */
  endReasoning(id: string, encryptedContent: string | null): void {
    if (this.#reasoning === null) this.beginReasoning(id);
    this.#endReasoning({ encryptedContent });
    this.#reasoning = null;
  }

  /** The service begins a call of its own. */
  beginHosted(start: Extract<ItemStart, { readonly type: 'hosted' }>): void {
    const detail = detailOf(start);
    this.#hosted = this.#find('hosted', detail);
    if (this.#hosted === null) this.#hosted = this.#add(start, detail);
  }

  /** That call is whole. */
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

  /** The next item of that kind that was told of before the answer started again. */
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

/** What tells an item from others of its kind. */
export function detailOf(start: ItemStart): string {
  if (start.type !== 'hosted') return '';
  const { type } = start.raw;
  return typeof type === 'string' ? type : '';
}
