import type { InputObjectRef } from '@pothos/core';
import { efforts } from '../../codex/models.ts';
import type { Builder, SchemaTypes } from '../builder.ts';
import type {
  ChatCompletionInput,
  ContentPartInput,
  ImageUrlInput,
  MessageInput,
} from '../completion/chat-completion-input.ts';

const known = efforts.map((effort) => `\`${effort}\``).join(', ');

/** `ChatCompletionInput` and what it holds. */
export function addChatCompletionInput(
  builder: Builder,
): InputObjectRef<SchemaTypes, ChatCompletionInput> {
  const messageRole = builder.enumType('MessageRole', {
    description: 'Who said it.',
    values: {
      SYSTEM: { value: 'system', description: 'Instructions. The same to the model as DEVELOPER.' },
      DEVELOPER: { value: 'developer', description: 'Instructions.' },
      USER: { value: 'user', description: 'The user.' },
      ASSISTANT: { value: 'assistant', description: 'The model, earlier in the conversation.' },
    } as const,
  });
  const imageDetail = builder.enumType('ImageDetail', {
    description: 'How closely the model looks at a picture.',
    values: {
      AUTO: { value: 'auto', description: 'As the model sees fit.' },
      LOW: { value: 'low', description: 'At a glance, for few tokens.' },
      HIGH: { value: 'high', description: 'Closely.' },
      ORIGINAL: { value: 'original', description: 'In its own resolution.' },
    } as const,
  });
  const imageUrl = builder.inputRef<ImageUrlInput>('ImageUrlInput').implement({
    description: 'A picture.',
    fields: (t) => ({
      url: t.string({
        required: true,
        description:
          'The picture itself as a `data:image/…;base64,…` URL. None is fetched from the network.',
      }),
      detail: t.field({
        type: imageDetail,
        description: 'How closely the model looks. Default: AUTO.',
      }),
    }),
  });
  const contentPart = builder.inputRef<ContentPartInput>('ContentPartInput').implement({
    description: 'A piece of a message: exactly one of its fields.',
    isOneOf: true,
    fields: (t) => ({
      text: t.string({ description: 'Text.' }),
      imageUrl: t.field({
        type: imageUrl,
        description: 'A picture. In a message of the role USER only.',
      }),
    }),
  });
  const message = builder.inputRef<MessageInput>('MessageInput').implement({
    description: 'One message of a conversation.',
    fields: (t) => ({
      role: t.field({ type: messageRole, required: true, description: 'Who said it.' }),
      content: t.field({
        type: [contentPart],
        required: true,
        description: 'What was said. A single part needs no brackets: `content: { text: "Hi" }`.',
      }),
    }),
  });
  return builder.inputRef<ChatCompletionInput>('ChatCompletionInput').implement({
    description: 'What to answer, and how.',
    fields: (t) => ({
      model: t.string({
        description:
          'Id of a model, or that with an effort behind it (`gpt-5.5-high`). Default: the model whose `isDefault` is true.',
      }),
      messages: t.field({
        type: [message],
        required: true,
        description:
          'The whole conversation, oldest message first. The model sees these messages and nothing else.',
      }),
      effort: t.string({
        description: `How hard the model thinks: one of its \`efforts\`. Any of ${known} is understood; a model that lacks it takes the next weaker one. An effort behind the model's name goes first. Default: the model's own.`,
      }),
    }),
  });
}
