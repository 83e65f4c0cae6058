import type { InputObjectRef } from '@pothos/core';
import type { ToolCall } from '../../codex/completion/tools.ts';
import type { Builder, SchemaTypes } from '../builder.ts';
import type {
  ContentPartInput,
  ImageUrlInput,
  MessageInput,
} from '../completion/chat-completion-input.ts';
import type { ToolType } from './tool-call.ts';

/** `MessageInput` and what it holds. */
export function addMessageInput(
  builder: Builder,
  toolType: ToolType,
): InputObjectRef<SchemaTypes, MessageInput> {
  const messageRole = builder.enumType('MessageRole', {
    description: 'Who said it.',
    values: {
      SYSTEM: { value: 'system', description: 'Instructions. The same to the model as DEVELOPER.' },
      DEVELOPER: { value: 'developer', description: 'Instructions.' },
      USER: { value: 'user', description: 'The user.' },
      ASSISTANT: { value: 'assistant', description: 'The model, earlier in the conversation.' },
      TOOL: { value: 'tool', description: 'A tool, with the result of one call.' },
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
        description: 'A picture. In messages of the roles USER and TOOL only.',
      }),
    }),
  });
  const toolCall = builder.inputRef<ToolCall>('ToolCallInput').implement({
    description: 'One call of a tool, as the model made it: the fields of its `ToolCall`.',
    fields: (t) => ({
      id: t.id({ required: true, description: '`call_…`; the result refers to it.' }),
      type: t.field({
        type: toolType,
        required: true,
        defaultValue: 'function',
        description: 'What the tool takes.',
      }),
      name: t.string({ required: true, description: "The tool's name." }),
      input: t.string({ required: true, description: "The call's `input`, as it came." }),
    }),
  });
  return builder.inputRef<MessageInput>('MessageInput').implement({
    description: 'One message of a conversation.',
    fields: (t) => ({
      role: t.field({ type: messageRole, required: true, description: 'Who said it.' }),
      content: t.field({
        type: [contentPart],
        required: true,
        description:
          'What was said, or what the tool gave back. A single part needs no brackets: `content: { text: "Hi" }`. May be empty beside `toolCalls`.',
      }),
      toolCalls: t.field({
        type: [toolCall],
        description:
          'The tools that the model called then, in order. In a message of the role ASSISTANT only. Each has its result in a TOOL message right behind it.',
      }),
      toolCallId: t.id({
        description:
          'Id of the call that this is the result of. In a message of the role TOOL, and there required.',
      }),
    }),
  });
}
