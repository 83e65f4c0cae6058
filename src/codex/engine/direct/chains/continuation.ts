import { inputItems } from '../request/input-items.ts';
import type { Continuation } from '../transport/transport.ts';
import type { KeptAnswer } from './chain.ts';
import type { KnownConversation } from './known-conversation.ts';

/** The response that a conversation continues from; null for none. */
export function continuationOf(
  { places, rest }: KnownConversation,
  inputLength: number,
): Continuation | null {
  const response = places.at(-1)?.answer?.response ?? null;
  const connection = response?.connection.deref();
  if (response === null || rest === null || connection === undefined) return null;
  return { responseId: response.id, connection, known: inputLength - inputItems(rest).length };
}

/** The answer whose turn a request continues, because it brings its results and no new question. */
export function continuedTurn({ places, rest }: KnownConversation): KeptAnswer | null {
  const isTurn = rest?.[0]?.role === 'tool' && rest.every(({ role }) => role !== 'user');
  return isTurn ? (places.at(-1)?.answer ?? null) : null;
}
