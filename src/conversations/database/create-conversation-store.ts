import type { Logger } from 'pino';
import { allOrNothing } from '../../util/all-or-nothing.ts';
import type { ConversationStore } from '../conversation-store.ts';
import { conversationsOn } from './conversations-on.ts';
import { brokenConversations, noConversations } from './no-conversations.ts';
import { openConversationDatabase } from './open-conversation-database.ts';

/** What is kept of conversations, and where. */
export interface ConversationStoreOptions {
  /**
   * The database file, created if it does not exist, which belongs to one gateway; in memory; or
   * nothing is kept.
   */
  readonly place: { readonly file: string } | 'memory' | 'off';
  /** How long a conversation is kept after its last use. */
  readonly days: number;
  /** How much is kept. Beyond it the conversations go whose last use is the longest ago. */
  readonly bytes: number;
  readonly logger: Logger;
  /** The time in milliseconds since 1970. Default: now. */
  readonly now?: () => number;
}

/**
 * Opens the conversations of a gateway. Turns that were running when it stopped have failed. Never
 * rejects: where the database cannot be had, the log says why, answers are not kept, and questions
 * about conversations reject with `internal_error`.
 */
export async function createConversationStore(
  options: ConversationStoreOptions,
): Promise<ConversationStore> {
  const { place, logger } = options;
  if (place === 'off') return noConversations();
  try {
    return await allOrNothing(async (opened) => {
      const database = await openConversationDatabase(place, logger);
      opened(() => database.close());
      return await conversationsOn(database, options);
    });
  } catch (error) {
    logger.error(
      { err: error, ...(place !== 'memory' && place) },
      'the conversation database cannot be opened; conversations are not kept',
    );
    return brokenConversations();
  }
}
