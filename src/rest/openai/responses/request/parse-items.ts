import { objectsOf } from '../../../../codex/completion/json-members.ts';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import { toInvalidRequest } from '../../validation/issues.ts';
import { perCapabilities } from '../../validation/per-capabilities.ts';
import { assertPlaces } from './checks.ts';
import { inputFor } from './input-fields.ts';
import { toInputItems, withItemTypes } from './input-items.ts';

const tableFor = perCapabilities((capabilities) => ({ items: inputFor(capabilities) }));

/**
 * Items that a client adds to a conversation, as they are kept. Each is checked alone. Throws
 * `InvalidRequestError`, which names the field below `items`.
 */
export function parseItems(items: unknown, capabilities: Capabilities): RawItem[] {
  const sent = { items: Array.isArray(items) ? withItemTypes(items) : items };
  const result = tableFor(capabilities).schema.safeParse(sent);
  if (!result.success) throw toInvalidRequest(result.error, sent);
  const list = objectsOf(isObject(sent) ? sent['items'] : null);
  assertPlaces(list, 'items');
  return toInputItems(list, result.data.items);
}
