import { isCallItem, isCallOutput } from '../../codex/completion/call-items.ts';
import type { RawItem } from '../raw-item.ts';

/** Characters of the user's messages that stay as they are, at most; the summary covers the others. */
const maxUserCharacters = 200_000;

/**
 * The messages of a conversation that stay as they are when it is compacted: those of the user and
 * of the developer. Of the user's the last ones, as many as fit, and always the very last one.
 */
export function keptMessages(items: readonly RawItem[]): RawItem[] {
  let room = maxUserCharacters;
  let isFull = false;
  const kept = items.toReversed().filter((item) => {
    if (isInstruction(item)) return true;
    if (!isUserMessage(item) || isFull) return false;
    const isLast = room === maxUserCharacters;
    room -= JSON.stringify(item).length;
    isFull = room < 0;
    return isLast || !isFull;
  });
  return kept.toReversed();
}

/** Divides a conversation into what can be summarized, and the calls whose outputs are not there yet. */
export function splitOpenCalls(items: readonly RawItem[]): {
  readonly closed: RawItem[];
  readonly open: RawItem[];
} {
  const answered = new Set(items.filter(isCallOutput).map((item) => item['call_id']));
  const isOpen = (item: RawItem): boolean => isCallItem(item) && !answered.has(item['call_id']);
  return { closed: items.filter((item) => !isOpen(item)), open: items.filter(isOpen) };
}

function isInstruction({ type, role }: RawItem): boolean {
  return type === 'message' && (role === 'developer' || role === 'system');
}

function isUserMessage({ type, role }: RawItem): boolean {
  return type === 'message' && role === 'user';
}
