import { randomUUID } from 'node:crypto';

/** A new id for a conversation: a random UUID of version 7, as Codex gives its own. */
export function newSessionId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
