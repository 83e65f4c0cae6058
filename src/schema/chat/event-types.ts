import type { Builder } from '../kit/builder.ts';
import type { CompletionEnums } from './completion-enums.ts';
import { asErrorData } from '../kit/error-types.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import type { ToolType } from './input/tool-type.ts';
import type { EventOf, StreamEvent } from './stream-event.ts';
import { addToolCallEvents } from './tool-call-events.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ChatCompletionDelta: StreamEvent<EventOf<'delta'>>;
    ChatCompletionDone: StreamEvent<EventOf<'done'>, Completion>;
    ChatCompletionFailed: StreamEvent<EventOf<'failed'>>;
    ChatCompletionReasoningDelta: StreamEvent<EventOf<'reasoning-delta'>>;
    ChatCompletionRefusalDelta: StreamEvent<EventOf<'refusal-delta'>>;
    ChatCompletionStarted: StreamEvent<EventOf<'started'>, Completion>;
    ChatCompletionToolCall: StreamEvent<EventOf<'tool-call'>>;
    ChatCompletionToolCallDelta: StreamEvent<EventOf<'call-delta'>>;
    ChatCompletionToolCallStarted: StreamEvent<EventOf<'call-added'>>;
    ChatCompletionUnavailable: StreamEvent<EventOf<'unavailable'>>;
  }
  interface InterfaceTypes {
    ChatCompletionEvent: StreamEvent;
  }
}

const typeNames = {
  started: 'ChatCompletionStarted',
  delta: 'ChatCompletionDelta',
  'reasoning-delta': 'ChatCompletionReasoningDelta',
  'refusal-delta': 'ChatCompletionRefusalDelta',
  'call-added': 'ChatCompletionToolCallStarted',
  'call-delta': 'ChatCompletionToolCallDelta',
  'tool-call': 'ChatCompletionToolCall',
  done: 'ChatCompletionDone',
  failed: 'ChatCompletionFailed',
  unavailable: 'ChatCompletionUnavailable',
} as const;

/** The `ChatCompletionEvent` interface and the types that implement it. */
export function addChatCompletionEvents(
  builder: Builder,
  enums: CompletionEnums,
  toolType: ToolType,
): void {
  builder.interfaceType('ChatCompletionEvent', {
    description:
      'One thing that happened in a completion. The stream completes after `ChatCompletionDone`, `ChatCompletionFailed` or `ChatCompletionUnavailable`, of which there is exactly one. More types may be added: ignore those you do not know.',
    resolveType: ({ event }) => typeNames[event.type],
    fields: (t) => ({
      completionId: t.id({
        description: 'The completion it belongs to.',
        resolve: ({ event }) => event.completionId,
      }),
      sequence: t.int({
        description:
          'Grows from event to event, from 0. It may skip numbers: deltas that wait for a slow subscriber, and those of a replay, are merged into one, which has the sequence of the last of them. After a disconnect, `chatCompletionEvents(id, after: sequence)` continues after the last event seen.',
        resolve: ({ event }) => event.sequence,
      }),
    }),
  });

  builder.objectType('ChatCompletionStarted', {
    description:
      'The first event: the conversation was accepted. The model is at work, or the completion waits for its turn.',
    interfaces: ['ChatCompletionEvent', 'ChatCompletionItemEvent'],
    fields: (t) => ({
      completion: t.field({
        type: 'ChatCompletion',
        description: 'The completion as it stands when this event is delivered.',
        resolve: ({ completion }) => completion,
      }),
    }),
  });
  builder.objectType('ChatCompletionDelta', {
    description:
      'The next piece of the answer. A fast subscriber gets every piece as it arrives; a slow one, or a replay, gets several pieces in one.',
    interfaces: ['ChatCompletionEvent'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the text received so far.',
        resolve: ({ event }) => event.text,
      }),
    }),
  });
  builder.objectType('ChatCompletionReasoningDelta', {
    description: "The next piece of the summary of the model's reasoning.",
    interfaces: ['ChatCompletionEvent'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the text received so far of the same paragraph.',
        resolve: ({ event }) => event.text,
      }),
      summaryIndex: t.int({
        description: 'Which paragraph of the summary it belongs to, from 0.',
        resolve: ({ event }) => event.summaryIndex,
      }),
    }),
  });
  builder.objectType('ChatCompletionRefusalDelta', {
    description:
      'The next piece of what the model says when it refuses to answer. Where the engine gives a refusal whole, only `ChatCompletionDone` has it.',
    interfaces: ['ChatCompletionEvent'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the refusal received so far.',
        resolve: ({ event }) => event.text,
      }),
    }),
  });
  addToolCallEvents(builder, toolType);
  builder.objectType('ChatCompletionDone', {
    description: 'The last event of a completion that ended well.',
    interfaces: ['ChatCompletionEvent', 'ChatCompletionItemEvent'],
    fields: (t) => ({
      finishReason: t.field({
        type: enums.finishReason,
        description: 'Why the answer ended.',
        resolve: ({ event }) => event.finishReason,
      }),
      refusal: t.string({
        nullable: true,
        description: 'What the model said when it refused to answer; null when it did not.',
        resolve: ({ completion }) => completion.refusal,
      }),
      usage: t.field({
        type: 'Usage',
        nullable: true,
        description: 'Token counts; null when there are none.',
        resolve: ({ event }) => event.usage,
      }),
      completion: t.field({
        type: 'ChatCompletion',
        description: 'The whole completion, its text included.',
        resolve: ({ completion }) => completion,
      }),
    }),
  });
  builder.objectType('ChatCompletionFailed', {
    description:
      'The last event of a completion that failed or was cancelled. If the completion could not be started, this is the only event, and its `completionId` names no completion.',
    interfaces: ['ChatCompletionEvent', 'ChatCompletionItemEvent'],
    fields: (t) => ({
      // Not `completion`: operations could not select it beside the field of the other events, which
      // is never null.
      failedCompletion: t.field({
        type: 'ChatCompletion',
        nullable: true,
        description:
          'The completion as it ended, with the text so far; null if it could not be started.',
        resolve: ({ completion }) => completion,
      }),
      error: t.field({
        type: 'Error',
        description: 'What it failed with.',
        resolve: ({ event }) => asErrorData(event.error),
      }),
    }),
  });
  builder.objectType('ChatCompletionUnavailable', {
    description:
      'The last event of a stream that cannot start or continue, because the completion is unknown or its next events are no longer kept. It says nothing about the outcome of the completion. Its `sequence` is that of the last event seen: the one before it in this stream, or `after` if there is none.',
    interfaces: ['ChatCompletionEvent', 'ChatCompletionItemEvent'],
    fields: (t) => ({
      error: t.field({
        type: 'Error',
        description: 'A `CompletionNotFoundError`, `StreamGapError` or `InvalidRequestError`.',
        resolve: ({ event }) => asErrorData(event.error),
      }),
    }),
  });
}
