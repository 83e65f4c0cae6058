import { createHash } from 'node:crypto';
import { keyId, localId } from '../../codex/completion/caller.ts';
import type { ApiKey } from '../../config/values/values.ts';

/**
 * Gives today's id of the caller that version 0.1 knew by that id: the first 16 hex digits of the
 * SHA-256 of its key, or '' without a key. A digest of no known key, and any other id, stays as it is.
 */
export function toCallerId(apiKeys: readonly ApiKey[]): (id: string) => string {
  const ids = new Map(apiKeys.map(({ name, key }) => [digestOf(key), keyId(name)]));
  ids.set('', localId);
  return (id) => ids.get(id) ?? id;
}

/** Whether an id is of version 0.1 and of no known key: its owner cannot be told. */
export function isUnknownOwner(id: string): boolean {
  return /^[\da-f]{16}$/.test(id);
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
