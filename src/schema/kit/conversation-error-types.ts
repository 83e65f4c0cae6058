import type { Builder } from './builder.ts';
import {
  ConversationLockedError,
  ConversationNotFoundError,
  StoreOffError,
  TurnNotFoundError,
} from './conversation-errors.ts';

/** The types of the errors about conversations. */
export function addConversationErrors(builder: Builder): void {
  builder.objectType(ConversationNotFoundError, {
    name: 'ConversationNotFoundError',
    description:
      'There is no conversation with this ID that this API key may see. An admin key may see all of them, any other key only its own.',
    interfaces: ['Error'],
  });
  builder.objectType(TurnNotFoundError, {
    name: 'TurnNotFoundError',
    description: 'There is no turn with this ID that this API key may see.',
    interfaces: ['Error'],
  });
  builder.objectType(ConversationLockedError, {
    name: 'ConversationLockedError',
    description:
      'An answer is under way in the conversation: it takes one message at a time. Send the message again once the turn has ended, or fork the conversation.',
    interfaces: ['Error'],
  });
  builder.objectType(StoreOffError, {
    name: 'StoreOffError',
    description: 'The gateway runs with `--store off` and keeps no conversations.',
    interfaces: ['Error'],
  });
}
