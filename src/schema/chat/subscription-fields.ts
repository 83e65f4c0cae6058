import type { EnumRef, InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { ChatCompletionInput } from './input/chat-completion-input.ts';
import { startedStream, watchedStream, type OnDisconnect } from './completion-streams.ts';
import { completionEvents, completionItemEvents, settleBy } from './events-of.ts';
import { startCompletion } from './start-completion.ts';
import { completionComplexity } from '../limits/limits.ts';

/**
 * The streams of completions on `Subscription`. No field has `errors`: the plugin would wrap the
 * stream in an async generator, which cannot be closed while it waits. Failures are events instead.
 */
export function addChatSubscriptions(
  builder: Builder,
  chatCompletionInput: InputObjectRef<SchemaTypes, ChatCompletionInput>,
  onDisconnectType: EnumRef<SchemaTypes, OnDisconnect>,
): void {
  builder.subscriptionFields((t) => ({
    chatCompletion: t.field({
      type: 'ChatCompletionEvent',
      description:
        'Starts a completion and streams it. Unless `onDisconnect` says otherwise the subscription owns it: unsubscribing, or losing the connection, cancels it. Send `input` as a variable; a literal in the document is read anew for every event.',
      complexity: completionComplexity,
      args: {
        input: t.arg({
          type: chatCompletionInput,
          required: true,
          description: 'What to answer, and how.',
        }),
        onDisconnect: t.arg({
          type: onDisconnectType,
          required: true,
          defaultValue: 'cancel',
          description: 'What happens to the completion when this subscription ends.',
        }),
      },
      subscribe: (_root, { input, onDisconnect }, context) =>
        startedStream(
          async (signal) => {
            const isDetached = onDisconnect === 'continue';
            return await startCompletion(context, input, signal, { isDetached });
          },
          onDisconnect,
          settleBy(context),
        ),
      resolve: (event) => event,
    }),
    chatCompletionEvents: t.field({
      type: 'ChatCompletionEvent',
      description:
        'Watches a running or recent completion, no matter which API started it: first replays the events after the given sequence, then continues live. After the last event of an ended completion the stream completes at once. Unsubscribing does not affect the completion.',
      args: {
        id: t.arg.id({ required: true, description: "The completion's id." }),
        after: t.arg.int({
          defaultValue: -1,
          description: '`sequence` of the last event seen; -1 for none, to get all of them.',
        }),
      },
      subscribe: (_root, { id, after }, context) =>
        watchedStream(completionEvents, context, id, after ?? -1),
      resolve: (event) => event,
    }),
    chatCompletionItems: t.field({
      type: 'ChatCompletionItemEvent',
      description:
        'Watches a running or recent completion item by item: messages with their phase, reasoning, tool calls and calls of hosted tools, each with its id. Its sequences are its own: those of `chatCompletionEvents` count other events. Otherwise the same as `chatCompletionEvents`.',
      args: {
        id: t.arg.id({ required: true, description: "The completion's id." }),
        after: t.arg.int({
          defaultValue: -1,
          description:
            '`sequence` of the last item event seen, or `lastItemSequence` of the completion; -1 for none, to get all of them.',
        }),
      },
      subscribe: (_root, { id, after }, context) =>
        watchedStream(completionItemEvents, context, id, after ?? -1),
      resolve: (event) => event,
    }),
  }));
}
