import type { StoreFacts, StoreMode } from '../../conversations/conversation-store.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ConversationStore: StoreFacts;
  }
}

/** A GraphQL value for each mode, with the same name in capitals. */
const modes: {
  readonly [Each in StoreMode as Uppercase<Each>]: {
    readonly value: Each;
    readonly description: string;
  };
} = {
  DISK: { value: 'disk', description: 'In a file below `--home`.' },
  MEMORY: { value: 'memory', description: 'In memory, until the gateway ends.' },
  OFF: { value: 'off', description: 'Nowhere: nothing is kept.' },
};

/** `ConversationStore`. */
export function addStore(builder: Builder): void {
  const mode = builder.enumType('ConversationStoreMode', {
    description: 'Where conversations are kept.',
    values: modes,
  });
  builder.objectType('ConversationStore', {
    description: 'Where conversations and stored answers are kept: see `--store`.',
    fields: (t) => ({
      mode: t.expose('mode', { type: mode, description: 'The setting `--store`.' }),
      conversations: t.exposeInt('conversations', {
        description: "How many conversations are kept, other callers' included.",
      }),
      oldestAt: t.expose('oldestAt', {
        type: 'DateTime',
        nullable: true,
        description:
          'When the conversation that was unused for the longest time was last used; null where none is kept.',
      }),
      bytes: t.expose('bytes', {
        type: 'SafeInt',
        description:
          'The space in use, in bytes. Beyond `--store-bytes`, the conversations that were unused for the longest time are deleted.',
      }),
    }),
  });
}
