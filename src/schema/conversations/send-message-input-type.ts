import type { InputObjectRef } from '@pothos/core';
import type { InputParts } from '../chat/input/chat-completion-input-type.ts';
import { chatSettingsFields } from '../chat/input/chat-settings-fields.ts';
import type { ToolOutputInput } from '../chat/tool-outputs/submit-tool-outputs-input.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { SendMessageInput } from './send-message-input.ts';

/** `SendMessageInput`. */
export function addSendMessageInput(
  builder: Builder,
  { contentPart, settings }: Pick<InputParts, 'contentPart' | 'settings'>,
  toolOutput: InputObjectRef<SchemaTypes, ToolOutputInput>,
): InputObjectRef<SchemaTypes, SendMessageInput> {
  return builder.inputRef<SendMessageInput>('SendMessageInput').implement({
    description: 'What to say in a conversation, and how to answer.',
    fields: (t) => ({
      ...chatSettingsFields(t, settings),
      model: t.string({
        description:
          "Id of a model, optionally with an effort suffix (`gpt-5.5-high`). Default: that of the conversation's last turn; in a new conversation the model whose `isDefault` is true.",
      }),
      conversationId: t.id({
        description: 'The conversation to continue. Default: a new one.',
      }),
      content: t.field({
        type: [contentPart],
        description:
          'What the user says. A single part needs no brackets: `content: { text: "Hi" }`. Required unless there are `toolOutputs`.',
      }),
      toolOutputs: t.field({
        type: [toolOutput],
        description:
          'Where the last answer called tools, one output for each call, in any order. They come before `content`.',
      }),
      instructions: t.string({
        description:
          'Instructions for this answer alone. They are not kept: the next message needs them again.',
      }),
    }),
  });
}
