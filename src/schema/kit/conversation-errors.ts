import { withGuestNotice } from '../../http/access/guest-notice.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import { CodexServeError, ConversationError } from '../../errors/errors.ts';

/** There is no conversation with this ID, or the client may not see it. */
export class ConversationNotFoundError extends CodexServeError {
  override readonly name = 'ConversationNotFoundError';

  /** @param caller Who asked: a guest is told that it sees only what its origin started. */
  constructor(id: string, caller: Caller) {
    const message = `There is no conversation with the id '${id}'.`;
    super('conversation_not_found', withGuestNotice(message, caller), { param: 'id' });
  }
}

/** There is no turn with this ID, or the client may not see it. */
export class TurnNotFoundError extends CodexServeError {
  override readonly name = 'TurnNotFoundError';

  /** @param caller As above. */
  constructor(id: string, caller: Caller) {
    const message = `There is no turn with the id '${id}'.`;
    super('response_not_found', withGuestNotice(message, caller), { param: 'turnId' });
  }
}

/** Another turn runs in the conversation. */
export class ConversationLockedError extends CodexServeError {
  override readonly name = 'ConversationLockedError';

  constructor() {
    const advice = 'Send the message again once it has ended, or fork the conversation.';
    const message = `An answer is under way in this conversation. ${advice}`;
    super('conversation_locked', message, { param: 'conversationId' });
  }
}

/** The gateway keeps no conversations. */
export class StoreOffError extends CodexServeError {
  override readonly name = 'StoreOffError';

  constructor() {
    super(
      'store_off',
      'This gateway keeps no conversations, because it runs with --store off. Send the whole conversation to chatCompletion.',
    );
  }
}

/** The error as one that has a GraphQL type, if it is about a conversation; any other as it is. */
export function asConversationError(error: unknown, id: string, caller: Caller): unknown {
  if (!(error instanceof ConversationError)) return error;
  if (error.code === 'conversation_locked') return new ConversationLockedError();
  if (error.code === 'conversation_not_found') return new ConversationNotFoundError(id, caller);
  return error.code === 'store_off' ? new StoreOffError() : error;
}
