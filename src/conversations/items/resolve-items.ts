import { ConversationError } from '../../errors/errors.ts';
import type { ConversationStore, Reader } from '../conversation-store.ts';
import type { RawItem } from '../raw-item.ts';

/** What is needed to find the items that an input only names. */
export interface ItemsSource {
  readonly store: Pick<ConversationStore, 'mode' | 'itemsById'>;
  readonly reader: Reader;
  /** What was said before the input. */
  readonly history: readonly RawItem[];
  /** Whether the client wants the turn kept. One that wants none is told why its items are not found. */
  readonly isStored: boolean;
}

/** An input in full. */
export interface ResolvedItems {
  readonly items: readonly RawItem[];
  /** Whether there is reasoning of which nobody has what the service could read. The model is not shown it. */
  readonly hasUnreadable: boolean;
}

/**
 * Replaces references to kept items, and reasoning without its encrypted content, by the items as they
 * are kept. A reference to what is there already adds nothing. Rejects with `item_not_found` for an
 * unknown reference.
 */
export async function resolveItems(
  input: readonly RawItem[],
  source: ItemsSource,
): Promise<ResolvedItems> {
  const wanted = input
    .filter((item) => isReference(item) || isUnreadable(item))
    .map(({ id }) => id);
  const kept = wanted.length === 0 ? nothing : await source.store.itemsById(source.reader, wanted);
  const taken = new Set(source.history.map(({ id }) => id));
  const items: RawItem[] = [];
  for (const item of input) {
    const isOnlyNamed = isReference(item) || isUnreadable(item);
    if (isOnlyNamed && taken.has(item.id)) continue;
    const found = isOnlyNamed ? kept.get(item.id) : item;
    if (found === undefined && isReference(item)) throw notFound(item.id, source);
    items.push(found ?? item);
    taken.add(item.id);
  }
  return { items, hasUnreadable: items.some(isUnreadable) };
}

const nothing: ReadonlyMap<string, RawItem> = new Map();

function isReference({ type }: RawItem): boolean {
  return type === 'item_reference';
}

/** Whether it is reasoning without its encrypted content, which the service cannot read. */
function isUnreadable({ type, encrypted_content: content }: RawItem): boolean {
  return type === 'reasoning' && (typeof content !== 'string' || content === '');
}

function notFound(id: string, { store, isStored }: ItemsSource): ConversationError {
  if (store.mode === 'off') {
    return new ConversationError(
      'store_off',
      `Item with id '${id}' is not kept: this gateway runs with --store off. Send the item itself.`,
      { param: 'input' },
    );
  }
  const advice = isStored
    ? ''
    : ' Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.';
  return new ConversationError('item_not_found', `Item with id '${id}' not found.${advice}`, {
    param: 'input',
  });
}
