import type { Caller } from '../../../codex/completion/caller.ts';
import type { StoredTurn } from '../../../conversations/turn.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { settingsOf } from './events/stored-settings.ts';
import { findResponse, type KeptResponses } from './kept-responses.ts';

/**
 * Cancels a response that runs in the background, and waits until that is written. One that is
 * cancelled stays so. Rejects in OpenAI's words for any other.
 */
export async function cancelResponse(
  kept: KeptResponses,
  caller: Caller,
  id: string,
): Promise<StoredTurn> {
  const { turn, running } = await findResponse(kept, caller, id);
  if (!settingsOf(turn).background) throw refused('Cannot cancel a synchronous response.');
  if (turn.status === 'cancelled') return turn;
  if (turn.status === 'completed' || turn.status === 'failed') {
    throw refused(`Cannot cancel a ${turn.status} response.`);
  }
  if (turn.status === 'incomplete') throw refused('Cannot cancel an incomplete response.');
  running?.completion.cancel();
  await running?.ended;
  return (await findResponse(kept, caller, id)).turn;
}

function refused(message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_request', message);
}
