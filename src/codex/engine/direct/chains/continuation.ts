import type { Message } from '../../../completion/request.ts';
import { inputItems } from '../request/input-items.ts';
import type { Continuation } from '../transport/transport.ts';
import type { KeptAnswer } from './chain.ts';
import type { KnownConversation } from './known-conversation.ts';

/** The response that a conversation continues from; null for none. */
export function continuationOf(
  { messages, places, rest }: KnownConversation,
  inputLength: number,
): Continuation | null {
  // No digest tells whether the response had the same reasoning before it.
  if (messages.some(({ role }) => role === 'reasoning')) return null;
  const response = places.at(-1)?.answer?.response ?? null;
  const connection = response?.connection.deref();
  if (response === null || rest === null || connection === undefined) return null;
  return { responseId: response.id, connection, known: inputLength - inputItems(rest).length };
}

/** The answer with calls whose results a request brings; null for none. */
export function resolvedAnswer({ places, rest }: KnownConversation): KeptAnswer | null {
  return rest?.[0]?.role === 'tool' ? (places.at(-1)?.answer ?? null) : null;
}

/** The state of the turn that a request continues, because it brings results and no new question. */
export function continuedState(known: KnownConversation): string | null {
  const isTurn = known.rest?.some(isOfAnotherTurn) === false;
  return isTurn ? (resolvedAnswer(known)?.turnState ?? null) : null;
}

function isOfAnotherTurn({ role }: Message): boolean {
  return role === 'user' || role === 'assistant';
}
