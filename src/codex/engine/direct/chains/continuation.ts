import { createHash } from 'node:crypto';
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
  const answer = places.at(-1)?.answer;
  const response = answer?.response;
  const connection = response?.connection.deref();
  if (!answer || !response || rest === null || connection === undefined) return null;
  const before = messages.slice(0, messages.length - rest.length - answer.items.length);
  if (ownReasoning(before) !== response.reasoning) return null;
  return { responseId: response.id, connection, known: inputLength - inputItems(rest).length };
}

/**
 * Identifies the reasoning that a client has brought itself, which the digests of a conversation pass
 * over. Empty where there is none.
 */
export function ownReasoning(messages: readonly Message[]): string {
  const own = messages.flatMap((message, index) =>
    message.role === 'reasoning' ? [[index, message.id, message.encryptedContent]] : [],
  );
  if (own.length === 0) return '';
  return createHash('sha256').update(JSON.stringify(own)).digest('base64url');
}

/** The answer with calls whose results a request brings; null for none. */
export function resolvedAnswer({ places, rest }: KnownConversation): KeptAnswer | null {
  return rest?.some(({ role }) => role === 'tool') ? (places.at(-1)?.answer ?? null) : null;
}

/** The state of the turn that a request continues, because it brings results and no new question. */
export function continuedState(known: KnownConversation): string | null {
  const isTurn = known.rest?.some(isOfAnotherTurn) === false;
  return isTurn ? (resolvedAnswer(known)?.turnState ?? null) : null;
}

function isOfAnotherTurn({ role }: Message): boolean {
  return role === 'user' || role === 'assistant';
}
