/** A message that was written and not sent. */
interface Unsent {
  readonly id: string;
  readonly text: string;
}

const name = 'codex-serve.message';

/** What was written last in a conversation and not sent; '' where something else was written since. */
export function readUnsent(id: string): string {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    return isUnsent(kept) && kept.id === id ? kept.text : '';
  } catch {
    return '';
  }
}

/**
 * Keeps what is written in a conversation for a reload. One message is kept, the last one; an empty
 * text forgets it, and leaves that of another conversation.
 */
export function keepUnsent(id: string, text: string): void {
  if (text === '' && readUnsent(id) === '') return;
  const unsent: Unsent = { id, text };
  try {
    sessionStorage.setItem(name, JSON.stringify(unsent));
  } catch {
    // It is too long to be kept.
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && 'text' in value && typeof value.text === 'string';
}
