import type { ItemMessage, Message, ReasoningMessage } from '../../../completion/request.ts';
import type { KeptAnswer, Place } from './chain.ts';

/** What is known of a conversation. */
export interface KnownConversation {
  /**
   * The conversation with the items of the service in place of the answers that it gave. What is
   * left of the client's own reasoning is not of these answers.
   */
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
    const start = place?.answer ? startOf(place, place.answer, messages, links, end) : null;
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
function startOf(
  place: Place,
  { items }: KeptAnswer,
  messages: readonly Message[],
  links: readonly string[],
  end: number,
): number | null {
  const own = new Set<unknown>(items.map((item) => item['encrypted_content']));
  let start = links.lastIndexOf(place.before, end - 1);
  if (start === -1) return null;
  while (isReasoning(messages[start - 1])) start -= 1;
  const reasoning = messages.slice(start, end).filter(isReasoning);
  return reasoning.every(({ encryptedContent }) => own.has(encryptedContent)) ? start : null;
}

function isReasoning(message: Message | undefined): message is ReasoningMessage {
  return message?.role === 'reasoning';
}
