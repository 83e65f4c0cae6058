import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type { ChatCompletionInput, ToolChoiceInput } from './chat-completion-input.ts';
import { chatSettingsFields, type ChatSettingsTypes } from './chat-settings-fields.ts';
import type { ContentPartType } from './content-part-input-type.ts';
import type { MessageInput } from './chat-completion-input.ts';
import type { ToolType } from './tool-type.ts';

/** Types that inputs share. */
export interface InputParts {
  readonly toolType: ToolType;
  readonly contentPart: ContentPartType;
  readonly toolChoice: InputObjectRef<SchemaTypes, ToolChoiceInput>;
  readonly message: InputObjectRef<SchemaTypes, MessageInput>;
  readonly settings: ChatSettingsTypes;
}

/** `ChatCompletionInput`. */
export function addChatCompletionInput(
  builder: Builder,
  { message, settings }: Pick<InputParts, 'message' | 'settings'>,
): InputObjectRef<SchemaTypes, ChatCompletionInput> {
  return builder.inputRef<ChatCompletionInput>('ChatCompletionInput').implement({
    description: 'What to answer, and how.',
    fields: (t) => ({
      ...chatSettingsFields(t, settings),
      messages: t.field({
        type: [message],
        required: true,
        description:
          'The whole conversation, oldest message first. The model sees these messages and nothing else.',
      }),
      store: t.boolean({
        defaultValue: false,
        description:
          'Whether it is kept, as the first turn of a new conversation. `sendMessage` continues one.',
      }),
    }),
  });
}
