import { guestOriginOf, type Caller } from '../../codex/completion/caller.ts';
import { CodexServeError } from '../../errors/errors.ts';

/** Why a web page sees so little, and what its developer can do; null for any other client. */
export function guestNotice(caller: Pick<Caller, 'id'>): string | null {
  const origin = guestOriginOf(caller);
  if (origin === null) return null;
  return `Pages of ${origin} see and cancel only what they started. Name the origin in --cors-origin to see everything.`;
}

/** The message of an error that a client may get because something is another client's. */
export function withGuestNotice(message: string, caller: Pick<Caller, 'id'>): string {
  const notice = guestNotice(caller);
  return notice === null ? message : `${message} ${notice}`;
}

const hidden: ReadonlySet<string> = new Set([
  'completion_not_found',
  'previous_response_not_found',
  'response_not_found',
  'conversation_not_found',
  'item_not_found',
]);

/** What a read gives; where it finds nothing of that id a guest is told why. */
export async function foundFor<T>(caller: Pick<Caller, 'id'>, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof CodexServeError) || !hidden.has(error.code)) throw error;
    const { code, message, param } = error;
    throw new CodexServeError(code, withGuestNotice(message, caller), { param, cause: error });
  }
}
