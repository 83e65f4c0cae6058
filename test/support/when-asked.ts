import { lastTurn } from '../../src/standin/conversation.ts';
import type { Behaviour, BehaviourHook, RecordedRequest } from '../../src/standin/index.ts';

/**
 * A hook for the stand-in that answers the request whose last user message is this text. Any other
 * request gets the normal answer, among them those that nobody in the test makes: Codex may send the
 * follow-up of an earlier answer late.
 *
 * @param attempts How each attempt is answered, in order; the last one stands for all later ones, and
 *   undefined for the normal answer.
 */
export function whenAsked(
  text: string,
  ...attempts: readonly (Behaviour | undefined)[]
): BehaviourHook {
  let attempt = 0;
  return (request) => {
    if (!asks(request, text)) return undefined;
    return attempts[Math.min(attempt++, attempts.length - 1)];
  };
}

/** Whether a request asks for the first answer to this text: not the one after its tool calls. */
export function asks({ input }: RecordedRequest, text: string): boolean {
  const { prompt, called } = lastTurn(input);
  return prompt === text && called.length === 0;
}
