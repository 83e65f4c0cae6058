import type { ItemEnd, ItemStart } from '../../../completion/item.ts';
import { detailOf, type ToldItem } from '../../service/output/item-tracker.ts';

/** A piece of a reasoning summary, as the service wrote it. */
export interface HeldDelta {
  readonly text: string;
  readonly index: number;
}

/** An item that is held back. */
export interface HeldItem {
  readonly start: Exclude<ItemStart, { readonly type: 'message' }>;
  readonly deltas: HeldDelta[];
  end: ItemEnd | null;
}

/**
 * Items that either continue the answer or repeat it, because Codex does not announce its first
 * retry on a WebSocket (measured on 0.171.0). They are held back as long as they match the
 * beginning of the answer, until later items decide.
 */
export class UncertainItems {
  #place: number | null = null;
  #held: { readonly item: HeldItem; readonly told: ToldItem }[] = [];

  /** An item begins after a complete one. Returns false if it does not match the answer's start. */
  begin(start: ItemStart, told: readonly ToldItem[]): boolean {
    const place = this.#place ?? 0;
    const expected = told[place];
    if (expected?.kind !== start.type || expected.detail !== detailOf(start)) return false;
    this.#place = place + 1;
    if (start.type === 'message') return true;
    this.#held.push({ item: { start, deltas: [], end: null }, told: expected });
    return true;
  }

  /** The last held item, if it has this type and id. */
  last(type: ItemStart['type'], id: string): HeldItem | null {
    const item = this.#held.at(-1)?.item;
    const isIt = item?.start.type === type && item.start.id === id && item.end === null;
    return isIt ? item : null;
  }

  /** Whether the last held item still matches the reported one. */
  get isAlike(): boolean {
    const last = this.#held.at(-1);
    return (
      last === undefined || textOf(last.told.paragraphs).startsWith(textOf(paragraphsOf(last.item)))
    );
  }

  /** Whether the last held item equals the reported one, and is not empty. */
  get isSame(): boolean {
    const last = this.#held.at(-1);
    const text = last === undefined ? '' : textOf(paragraphsOf(last.item));
    return text !== '' && text === textOf(last?.told.paragraphs ?? []);
  }

  /** Returns and clears the held items. */
  take(): HeldItem[] {
    this.#place = null;
    return this.#held.splice(0).map(({ item }) => item);
  }

  /** How many of the reported items have been repeated; null if no item is held. */
  get place(): number | null {
    return this.#place;
  }
}

/** A character that no text contains. */
const separator = '\u0000';

function textOf(paragraphs: readonly string[]): string {
  return paragraphs.join(separator);
}

/** The paragraphs of a summary out of its deltas. */
export function paragraphsOf({ deltas }: HeldItem): string[] {
  const paragraphs: string[] = [];
  for (const { text, index } of deltas) paragraphs[index] = (paragraphs[index] ?? '') + text;
  return paragraphs;
}
