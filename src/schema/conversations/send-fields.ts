import type { EnumRef, InputObjectRef } from '@pothos/core';
import type { Completion } from '../../codex/completion/completion.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { startedStream, type OnDisconnect } from '../chat/completion-streams.ts';
import { detached } from '../chat/detached.ts';
import { settleBy } from '../chat/events-of.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import {
  ConversationLockedError,
  ConversationNotFoundError,
  StoreOffError,
} from '../kit/conversation-errors.ts';
import { completionErrors } from '../kit/error-types.ts';
import { completionComplexity } from '../limits/limits.ts';
import { sendMessage } from './send-message.ts';
import type { SendMessageInput } from './send-message-input.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    SentMessage: SentMessage;
  }
}

/** A message that was sent. */
export interface SentMessage {
  readonly completion: Completion;
  readonly conversation: Conversation;
}

const says =
  'Says something in a conversation that the gateway keeps, or begins a new one, and starts the turn that answers it. The history is not sent again. A conversation that began over REST is continued in the same way. A turn that fails or is cancelled stays among the `turns`; the model sees it later only where it began the conversation.';

/** `sendMessage`, as a mutation that starts and goes and as a subscription that streams. */
export function addSendMessage(
  builder: Builder,
  inputType: InputObjectRef<SchemaTypes, SendMessageInput>,
  onDisconnectType: EnumRef<SchemaTypes, OnDisconnect>,
): void {
  const input = { type: inputType, required: true, description: 'What to say.' } as const;
  builder.objectType('SentMessage', {
    description: 'A message that was sent, and the answer to it.',
    fields: (t) => ({
      completion: t.expose('completion', {
        type: 'ChatCompletion',
        description:
          'The answer as it starts. `chatCompletionEvents` and `conversation` follow it.',
      }),
      conversation: t.expose('conversation', {
        type: 'Conversation',
        description: 'The conversation that the turn is in.',
      }),
    }),
  });
  builder.mutationField('sendMessage', (t) =>
    t.field({
      type: 'SentMessage',
      description: `${says} Answers at once, before the first token; the turn runs on when the client leaves.`,
      complexity: completionComplexity,
      errors: {
        types: [
          ConversationNotFoundError,
          ConversationLockedError,
          StoreOffError,
          ...completionErrors,
        ],
        union: {
          name: 'SendMessageResult',
          description: 'The answer as it starts, or the reason why it could not start.',
        },
      },
      args: { input: t.arg(input) },
      resolve: async (_root, args, context) => {
        const completion = await detached(
          context.signal,
          async (signal) => await sendMessage(context, args.input, signal, true),
        );
        const id = completion.conversationId ?? '';
        const conversation = await context.conversations.conversation(context.caller, id);
        if (conversation === undefined) throw new ConversationNotFoundError(id, context.caller);
        return { completion, conversation };
      },
    }),
  );
  builder.subscriptionField('sendMessage', (t) =>
    t.field({
      type: 'ChatCompletionEvent',
      description: `${says} Streams it as \`chatCompletion\` does.`,
      complexity: completionComplexity,
      args: {
        input: t.arg(input),
        onDisconnect: t.arg({
          type: onDisconnectType,
          required: true,
          defaultValue: 'cancel',
          description: 'What happens to the turn when this subscription ends.',
        }),
      },
      subscribe: (_root, args, context) =>
        startedStream(
          async (signal) =>
            await sendMessage(context, args.input, signal, args.onDisconnect === 'continue'),
          args.onDisconnect,
          settleBy(context),
        ),
      resolve: (event) => event,
    }),
  );
}
