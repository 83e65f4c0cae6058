import { asErrorData } from '../kit/error-types.ts';
import type { Builder } from '../kit/builder.ts';
import { conversationEvents, type ConversationEvent } from './conversation-events.ts';

type Of<Type extends ConversationEvent['type']> = Extract<
  ConversationEvent,
  { readonly type: Type }
>;

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ConversationChanged: Of<'changed'>;
    ConversationDeleted: Of<'deleted'>;
    ConversationState: Of<'state'>;
    ConversationTurnEnded: Of<'turn-ended'>;
    ConversationTurnStarted: Of<'turn-started'>;
    ConversationUnavailable: Of<'unavailable'>;
  }
  interface InterfaceTypes {
    ConversationEvent: ConversationEvent;
  }
}

const typeNames = {
  state: 'ConversationState',
  changed: 'ConversationChanged',
  'turn-started': 'ConversationTurnStarted',
  'turn-ended': 'ConversationTurnEnded',
  deleted: 'ConversationDeleted',
  unavailable: 'ConversationUnavailable',
} as const;

/** `Subscription.conversation` and its events. Without `errors`, as every subscription. */
export function addConversationEvents(builder: Builder): void {
  builder.interfaceType('ConversationEvent', {
    description:
      'One thing that happened to a conversation. The stream completes after `ConversationDeleted` or `ConversationUnavailable`. More types may be added: ignore those you do not know.',
    resolveType: ({ type }) => typeNames[type],
    fields: (t) => ({
      conversationId: t.exposeID('conversationId', { description: 'The conversation.' }),
    }),
  });
  addConversationStates(builder);
  builder.objectType('ConversationTurnStarted', {
    description:
      'A turn has begun, over whatever API. `turn { completion }` has the answer so far; `chatCompletionEvents` and `chatCompletionItems` follow it by `turn { completionId }`.',
    interfaces: ['ConversationEvent'],
    fields: (t) => ({
      turn: t.expose('turn', {
        type: 'ConversationTurn',
        description: 'The turn as it stands now, which may be further than this.',
      }),
    }),
  });
  builder.objectType('ConversationTurnEnded', {
    description: 'A turn has ended, and is written.',
    interfaces: ['ConversationEvent'],
    fields: (t) => ({
      turn: t.expose('turn', { type: 'ConversationTurn', description: 'The turn as it ended.' }),
    }),
  });
  builder.subscriptionField('conversation', (t) =>
    t.field({
      type: 'ConversationEvent',
      description:
        'Watches a conversation: first its current state, then the turns of every API as they begin and end, and each change. Nothing is missed between the two; what happens while the state is read may be in both. A slow subscriber disturbs nobody; one that falls too far behind gets the state again. The tokens of an answer come over `chatCompletionEvents`.',
      args: { id: t.arg.id({ required: true, description: "The conversation's ID." }) },
      subscribe: (_root, { id }, context) => conversationEvents(context, id),
      resolve: (event) => event,
    }),
  );
}

function addConversationStates(builder: Builder): void {
  builder.objectType('ConversationState', {
    description:
      'The current state: the first event, and again where events were left out for a slow subscriber.',
    interfaces: ['ConversationEvent'],
    fields: (t) => ({
      conversation: t.expose('conversation', {
        type: 'Conversation',
        description: 'The conversation as it stands now.',
      }),
    }),
  });
  builder.objectType('ConversationChanged', {
    description: 'It was renamed, or items were added or deleted by hand, or a turn was deleted.',
    interfaces: ['ConversationEvent'],
    fields: (t) => ({
      conversation: t.expose('conversation', {
        type: 'Conversation',
        description: 'The conversation as it stands now.',
      }),
    }),
  });
  builder.objectType('ConversationDeleted', {
    description: 'It was deleted. The last event.',
    interfaces: ['ConversationEvent'],
  });
  builder.objectType('ConversationUnavailable', {
    description:
      'There is no such conversation that this API key may see, or nothing is kept. The only event.',
    interfaces: ['ConversationEvent'],
    fields: (t) => ({
      error: t.field({
        type: 'Error',
        description: 'A `ConversationNotFoundError` or a `StoreOffError`.',
        resolve: ({ error }) => asErrorData(error),
      }),
    }),
  });
}
