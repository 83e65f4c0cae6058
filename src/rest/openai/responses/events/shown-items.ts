import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';

/** What decides which items of an answer a client sees. */
export interface ItemView {
  /** The tools that the client declared. */
  readonly tools: readonly JsonObject[];
  /** Whether reasoning holds its `encrypted_content`. */
  readonly showsEncryptedReasoning: boolean;
}

/** The kinds of item that every client knows. */
const common = new Set(['message', 'reasoning', 'function_call', 'custom_tool_call', 'compaction']);

/**
 * Whether a client sees an item of that kind: not a hosted one whose tool it did not declare. The AI
 * SDK takes such a one for an invalid call, or cannot read the answer.
 */
export function isShown(type: string, { tools }: Pick<ItemView, 'tools'>): boolean {
  if (common.has(type)) return true;
  const tool = type.replace(/_(?:call|output|call_output)$/, '');
  return tools.some(({ type: kind }) => typeof kind === 'string' && kind.startsWith(tool));
}

/** The items of an answer as a client sees them. */
export function shownItems(items: readonly RawItem[], view: ItemView): RawItem[] {
  return items.filter(({ type }) => isShown(type, view)).map((item) => shownItem(item, view));
}

/** An item as a client sees it. */
export function shownItem(
  item: RawItem,
  { showsEncryptedReasoning }: Pick<ItemView, 'showsEncryptedReasoning'>,
): RawItem {
  if (item.type !== 'reasoning' || showsEncryptedReasoning) return item;
  const { encrypted_content: _, ...shown } = item;
  return { ...shown, id: item.id, type: item.type };
}
