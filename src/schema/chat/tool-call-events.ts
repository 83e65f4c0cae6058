import type { Builder } from '../kit/builder.ts';
import type { ToolType } from './input/tool-type.ts';

/** The events of tool calls. */
export function addToolCallEvents(builder: Builder, toolType: ToolType): void {
  builder.objectType('ChatCompletionToolCallStarted', {
    description:
      'The model begins to write a tool call. Its input follows in `ChatCompletionToolCallDelta` events, and `ChatCompletionToolCall` has the whole call. Where the engine gives calls whole, only that event comes.',
    interfaces: ['ChatCompletionEvent'],
    fields: (t) => ({
      index: t.int({
        description: "The call's place among the answer's calls, from 0.",
        resolve: ({ event }) => event.index,
      }),
      callId: t.string({
        description: '`call_…`; see `ToolCall.callId`.',
        resolve: ({ event }) => event.call.id,
      }),
      type: t.field({
        type: toolType,
        description: 'What the tool takes.',
        resolve: ({ event }) => event.call.type,
      }),
      name: t.string({
        description: "The tool's name.",
        resolve: ({ event }) => event.call.name,
      }),
    }),
  });
  builder.objectType('ChatCompletionToolCallDelta', {
    description:
      'The next piece of the input of a tool call. A fast subscriber gets every piece as it arrives; a slow one, or a replay, gets several pieces in one.',
    interfaces: ['ChatCompletionEvent'],
    fields: (t) => ({
      index: t.int({
        description: "The call's place among the answer's calls, from 0.",
        resolve: ({ event }) => event.index,
      }),
      text: t.string({
        description: 'Append this to the input received so far of the call at `index`.',
        resolve: ({ event }) => event.text,
      }),
    }),
  });
  builder.objectType('ChatCompletionToolCall', {
    description:
      'A tool call is whole, no matter whether pieces of it came before. All calls of an answer come one after the other.',
    interfaces: ['ChatCompletionEvent'],
    fields: (t) => ({
      toolCall: t.field({
        type: 'ToolCall',
        description: 'The whole call.',
        resolve: ({ event }) => event.call,
      }),
      index: t.int({
        description: "Its place among the answer's calls, from 0.",
        resolve: ({ event }) => event.index,
      }),
    }),
  });
}
