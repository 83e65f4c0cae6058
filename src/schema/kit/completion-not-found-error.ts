import { withGuestNotice } from '../../http/access/guest-notice.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import { CodexServeError } from '../../errors/errors.ts';

/** There is no running or recent completion with this ID. */
export class CompletionNotFoundError extends CodexServeError {
  override readonly name = 'CompletionNotFoundError';

  /** @param client Who asked: a guest is told that it sees only what its origin started. */
  constructor(id: string, caller: Caller) {
    const message = `No running or recent completion has the id '${id}'.`;
    super('completion_not_found', withGuestNotice(message, caller), { param: 'id' });
  }
}
