import type { ItemMessage, Message } from '../../../completion/request.ts';
import type { KeptAnswer, Place } from './chain.ts';

/** What is known of a conversation. */
export interface KnownConversation {
  /** The conversation with the items of the service in place of the answers that it gave. */
  readonly messages: readonly Message[];
  /** The places of these answers, oldest first. */
  readonly places: readonly Place[];
  /** What follows the last of them; null if the conversation ends with it, or has none. */
  readonly rest: readonly Message[] | null;
}

/**
 * Finds the answers of the service in a conversation.
 *
 * @param links The digests of its beginnings; see `messageChain`.
 * @param find The place of a digest.
 */
export function knownConversation(
  messages: readonly Message[],
  links: readonly string[],
  find: (link: string) => Place | undefined,
): KnownConversation {
  const pieces: (readonly Message[])[] = [];
  const places: Place[] = [];
  let rest: readonly Message[] | null = null;
  let end = messages.length;
  while (end > 0) {
    const place = find(links[end] ?? '');
    const start = place === undefined ? null : startOf(place, messages, end);
    if (place?.answer && start !== null) {
      if (places.length === 0 && end < messages.length) rest = messages.slice(end);
      places.push(place);
      pieces.push(place.answer.items.map(asMessage));
      end = start;
    } else {
      pieces.push(messages.slice(end - 1, end));
      end -= 1;
    }
  }
  return { messages: pieces.toReversed().flat(), places: places.toReversed(), rest };
}

function asMessage(item: ItemMessage['item']): ItemMessage {
  return { role: 'item', content: [], item };
}

/**
 * Where the client's messages of an answer begin, with the reasoning before them. Null if the
 * client sends reasoning that is not the answer's: that counts.
 */
function startOf(place: Place, messages: readonly Message[], end: number): number | null {
  if (place.answer === null) return null;
  const encrypted = encryptedContents(place.answer);
  let start = end;
  for (let missing = place.messages; missing > 0 || isReasoning(messages[start - 1]); start -= 1) {
    const message = messages[start - 1];
    if (message?.role !== 'reasoning') missing -= 1;
    else if (!encrypted.has(message.encryptedContent)) return null;
  }
  return start;
}

function encryptedContents({ items }: KeptAnswer): ReadonlySet<unknown> {
  return new Set(items.map((item) => item['encrypted_content']));
}

function isReasoning(message: Message | undefined): boolean {
  return message?.role === 'reasoning';
}
