import type { Builder } from '../kit/builder.ts';
import { addMessageParts } from './part-types.ts';
import type {
  ShownCall,
  ShownHosted,
  ShownItem,
  ShownMessage,
  ShownOutput,
  ShownReasoning,
} from './shown-item.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    HostedItem: ShownHosted;
    MessageItem: ShownMessage;
    ReasoningItem: ShownReasoning;
    ToolCallItem: ShownCall;
    ToolOutputItem: ShownOutput;
  }
  interface InterfaceTypes {
    Item: ShownItem;
  }
}

const typeNames = {
  message: 'MessageItem',
  reasoning: 'ReasoningItem',
  call: 'ToolCallItem',
  output: 'ToolOutputItem',
  hosted: 'HostedItem',
} as const;

/** Of a list of parts. It counts as two parts: an item must not cost as much as a completion. */
const partsComplexity = { field: 1, multiplier: 2 };

/** The `Item` interface and the types that implement it. */
export function addItems(builder: Builder): void {
  const status = builder.enumType('ItemStatus', {
    description: 'How far an item has come.',
    values: {
      IN_PROGRESS: { value: 'in_progress', description: 'The model is writing it.' },
      COMPLETED: { value: 'completed', description: 'It is whole.' },
      INCOMPLETE: {
        value: 'incomplete',
        description: 'The answer was cut or failed before it was whole.',
      },
    } as const,
  });
  const part = addMessageParts(builder);
  builder.interfaceType('Item', {
    description:
      'One part of a conversation, in order: a message, reasoning, a tool call, its output, or a call of a hosted tool. More types may implement it later: ignore those you do not know.',
    resolveType: ({ type }) => typeNames[type],
    fields: (t) => ({
      itemId: t.exposeString('id', {
        description:
          '`msg_…`, `rs_…`, `fc_…`. The service or a client chooses it: it is unique within one conversation only.',
      }),
      status: t.expose('status', {
        type: status,
        nullable: true,
        description: 'How far it has come; null for an item without a status.',
      }),
    }),
  });
  builder.objectType('MessageItem', {
    description: 'Something that the user, the model or an instruction said.',
    interfaces: ['Item'],
    fields: (t) => ({
      role: t.exposeString('role', {
        description: 'Who said it: `user`, `assistant`, `system` or `developer`.',
      }),
      phase: t.exposeString('phase', {
        nullable: true,
        description:
          'What the model said it for: `commentary` or `final_answer`; null where it did not say.',
      }),
      parts: t.field({
        type: [part],
        complexity: partsComplexity,
        description: 'Its text and other content, in order.',
        resolve: ({ parts }) => [...parts],
      }),
    }),
  });
  builder.objectType('ReasoningItem', {
    description: "Some of the model's reasoning.",
    interfaces: ['Item'],
    fields: (t) => ({
      summary: t.stringList({
        description: 'The paragraphs of its summary; empty when there is none.',
        resolve: ({ summary }) => [...summary],
      }),
      hasEncryptedContent: t.boolean({
        description: 'Whether the reasoning itself is there, in its encrypted form.',
        resolve: ({ encryptedContent }) => encryptedContent !== null,
      }),
      encryptedContent: t.exposeString('encryptedContent', {
        nullable: true,
        description:
          'The reasoning in a form that only the service can read; sent back in a message with the role REASONING, it reaches the model again. Null until the item is whole, and when there is none.',
      }),
    }),
  });
  builder.objectType('ToolCallItem', {
    description: 'A call of a tool that the client runs.',
    interfaces: ['Item'],
    fields: (t) => ({
      toolCall: t.expose('call', { type: 'ToolCall', description: 'The call.' }),
    }),
  });
  builder.objectType('ToolOutputItem', {
    description: 'What a tool returned for one call.',
    interfaces: ['Item'],
    fields: (t) => ({
      callId: t.exposeString('callId', { description: 'The `callId` of the call.' }),
      parts: t.field({
        type: [part],
        complexity: partsComplexity,
        description: 'What the tool returned, in order.',
        resolve: ({ parts }) => [...parts],
      }),
    }),
  });
  builder.objectType('HostedItem', {
    description:
      'A call of a tool that the service ran itself, such as a web search, or an item of any other kind.',
    interfaces: ['Item'],
    fields: (t) => ({
      raw: t.expose('raw', {
        type: 'JSON',
        description:
          "The item in the form of OpenAI's Responses API, with its own `type`, such as `web_search_call`.",
      }),
    }),
  });
}
