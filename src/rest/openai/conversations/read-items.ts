import type { Caller } from '../../../codex/completion/caller.ts';
import type { RawItem } from '../../../conversations/raw-item.ts';
import { resolveItems } from '../../../conversations/items/resolve-items.ts';
import { foundFor } from '../../../http/access/guest-notice.ts';
import { parseItems } from '../responses/request/parse-items.ts';
import type { ConversationDeps } from './deps.ts';

/**
 * The items that a client adds to a conversation, checked, and with kept items in place of
 * references. Rejects with `InvalidRequestError`, and with `item_not_found`.
 */
export async function readItems(
  { core, store }: ConversationDeps,
  caller: Caller,
  sent: readonly unknown[],
): Promise<readonly RawItem[]> {
  const parsed = parseItems(sent, core.capabilities());
  const source = { store, reader: caller, history: [], isStored: true };
  const { items } = await foundFor(caller, resolveItems(parsed, source));
  return items;
}
