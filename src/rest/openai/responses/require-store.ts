import type { RequestHandler } from 'express';
import type { ConversationStore } from '../../../conversations/conversation-store.ts';
import { ConversationError } from '../../../errors/errors.ts';

/** Refuses every request where nothing is kept, and says why. */
export function requireStore({ mode }: Pick<ConversationStore, 'mode'>): RequestHandler {
  return (_req, _res, next) => {
    if (mode !== 'off') next();
    else {
      throw new ConversationError(
        'store_off',
        'This gateway keeps no responses and no conversations: it runs with --store off.',
      );
    }
  };
}
