import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type { MessageInput, ToolCallInput } from './chat-completion-input.ts';
import type { ContentPartType } from './content-part-input-type.ts';
import type { ToolType } from './tool-type.ts';

/** `MessageInput` and what it holds. */
export function addMessageInput(
  builder: Builder,
  { toolType, contentPart }: { toolType: ToolType; contentPart: ContentPartType },
): InputObjectRef<SchemaTypes, MessageInput> {
  const messageRole = builder.enumType('MessageRole', {
    description: 'Who said it.',
    values: {
      SYSTEM: { value: 'system', description: 'Instructions. The same to the model as DEVELOPER.' },
      DEVELOPER: { value: 'developer', description: 'Instructions.' },
      USER: { value: 'user', description: 'The user.' },
      ASSISTANT: { value: 'assistant', description: 'The model, earlier in the conversation.' },
      TOOL: { value: 'tool', description: 'A tool, with the result of one call.' },
      REASONING: {
        value: 'reasoning',
        description:
          'Earlier reasoning of the model, from a `ReasoningItem`. It precedes the message or the calls that it led to.',
      },
      ITEM: {
        value: 'item',
        description: 'Any other item, from a `HostedItem`. It is passed on unchanged.',
      },
    } as const,
  });
  const toolCall = builder.inputRef<ToolCallInput>('ToolCallInput').implement({
    description: 'One call of a tool, as the model made it: the fields of its `ToolCall`.',
    fields: (t) => ({
      callId: t.string({ required: true, description: '`call_…`; the result refers to it.' }),
      type: t.field({
        type: toolType,
        required: true,
        defaultValue: 'function',
        description: 'What the tool takes.',
      }),
      itemId: t.string({
        description: 'The `itemId` of its item. Default: the service gives it one.',
      }),
      namespace: t.string({
        description: "The name of the tool's namespace. Default: it is in none.",
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
        defaultValue: [],
        description:
          'The text or other content, or what the tool returned; for REASONING the paragraphs of the summary. A single part needs no brackets: `content: { text: "Hi" }`. May be empty beside `toolCalls` and for REASONING, and is for ITEM.',
      }),
      itemId: t.string({
        description:
          'The `itemId` of the item that it comes from. Only for ASSISTANT and REASONING. Default: the service gives it one.',
      }),
      phase: t.string({
        description:
          'The `phase` of the message: `commentary` or `final_answer`. Only for ASSISTANT.',
      }),
      encryptedContent: t.string({
        description: 'The `encryptedContent` of the item. For REASONING, and there required.',
      }),
      item: t.field({
        type: 'JSON',
        description:
          "The item in the form of OpenAI's Responses API, with its `type`. For ITEM, and there required.",
      }),
      toolCalls: t.field({
        type: [toolCall],
        description:
          'The tools that the model called, in order. Only in a message with the role ASSISTANT. Each call has its result in a TOOL message right after it.',
      }),
      toolCallId: t.string({
        description:
          'The `callId` of the call that this is the result of. In a message of the role TOOL, and there required.',
      }),
    }),
  });
}
