import { guestOriginOf, type Caller } from '../../codex/completion/caller.ts';

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
