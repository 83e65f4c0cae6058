import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type { SubmitToolOutputsInput, ToolOutputInput } from './submit-tool-outputs-input.ts';
import type { InputParts } from '../input/chat-completion-input-type.ts';

/** `ToolOutputInput`. */
export function addToolOutputInput(
  builder: Builder,
  { contentPart }: Pick<InputParts, 'contentPart'>,
): InputObjectRef<SchemaTypes, ToolOutputInput> {
  return builder.inputRef<ToolOutputInput>('ToolOutputInput').implement({
    description: 'What a tool returned for one call.',
    fields: (t) => ({
      toolCallId: t.string({ required: true, description: "The call's `callId`." }),
      content: t.field({
        type: [contentPart],
        required: true,
        description:
          'What the tool gave back. A single part needs no brackets: `content: { text: "12 °C" }`.',
      }),
    }),
  });
}

/** `SubmitToolOutputsInput`. */
export function addSubmitToolOutputsInput(
  builder: Builder,
  { toolChoice }: Pick<InputParts, 'toolChoice'>,
  output: InputObjectRef<SchemaTypes, ToolOutputInput>,
): InputObjectRef<SchemaTypes, SubmitToolOutputsInput> {
  return builder.inputRef<SubmitToolOutputsInput>('SubmitToolOutputsInput').implement({
    description: 'The completion to continue, and the results of its tool calls.',
    fields: (t) => ({
      completionId: t.id({
        required: true,
        description:
          'The completion that made the calls and ended with the finish reason TOOL_CALLS. It must have been started over GraphQL and with the same API key, and is kept as long as `Query.chatCompletion` knows it; where many long conversations wait, the oldest make room earlier.',
      }),
      outputs: t.field({
        type: [output],
        required: true,
        description: "One for each of the completion's `toolCalls`, in any order.",
      }),
      toolChoice: t.field({
        type: toolChoice,
        description:
          'Whether the model must call a tool next, and which. Default: as before. Every other setting stays as it was.',
      }),
      idempotencyKey: t.string({
        description:
          'As in `ChatCompletionInput`: sent again with the same input, it gives the same completion instead of another answer to the same calls.',
      }),
    }),
  });
}
