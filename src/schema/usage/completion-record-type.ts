import type { Builder } from '../kit/builder.ts';
import { recordId } from '../node/ids.ts';
import { boundedRead } from '../limits/bounded-reads.ts';
import { contentComplexity } from '../limits/limits.ts';
import type {
  CompletionRecord,
  RecordedContent,
  RecordedMessage,
} from '../../usage/usage-store.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    CompletionRecord: CompletionRecord;
    RecordedContent: RecordedContent;
    RecordedMessage: RecordedMessage;
  }
}

/** `CompletionRecord`, `RecordedContent` and `RecordedMessage`. */
export function addCompletionRecord(builder: Builder): void {
  builder.objectType('CompletionRecord', {
    description:
      'A completion that has ended, kept across restarts. A running or recent completion is also a `ChatCompletion`, with its text.',
    interfaces: ['Node', 'CompletionRow'],
    fields: (t) => ({
      id: t.id({
        description: '`record-…`. It differs from the ID of the completion.',
        resolve: ({ id }) => recordId(id),
      }),
      endedAt: t.expose('endedAt', { type: 'DateTime', description: 'When it ended.' }),
      conversation: t.field({
        type: 'Conversation',
        nullable: true,
        complexity: 5,
        description: 'The kept conversation that it belongs to; null where it belongs to none.',
        resolve: async ({ id }, _args, { conversations, caller }) => {
          const turn = await conversations.turn(caller, id);
          if (turn === undefined) return null;
          return (await conversations.conversation(caller, turn.conversationId)) ?? null;
        },
      }),
      content: t.field({
        complexity: contentComplexity,
        type: 'RecordedContent',
        nullable: true,
        description:
          'The prompt and the answer; null if the gateway ran without `--record-content`, or if they were longer than 16 MB.',
        resolve: async ({ id }, _args, context, info) =>
          (await boundedRead(context, info, async () => await context.usage.content(id))) ?? null,
      }),
    }),
  });
  addContent(builder);
}

function addContent(builder: Builder): void {
  builder.objectType('RecordedContent', {
    description: 'What was said in a completion.',
    fields: (t) => ({
      messages: t.field({
        type: ['RecordedMessage'],
        description: 'The conversation that was to be answered, oldest message first.',
        resolve: ({ messages }) => [...messages],
      }),
      text: t.exposeString('text', {
        description: 'The answer, as far as it came before the end.',
      }),
      reasoning: t.exposeString('reasoning', {
        description: "The summary of the model's reasoning; empty when it gave none.",
      }),
      toolCalls: t.field({
        type: ['ToolCall'],
        description: 'The tools called, in order; empty when it called none.',
        resolve: ({ toolCalls }) => [...toolCalls],
      }),
    }),
  });
  builder.objectType('RecordedMessage', {
    description: 'One message of the conversation.',
    fields: (t) => ({
      role: t.exposeString('role', {
        description: 'Who said it: `system`, `developer`, `user`, `assistant` or `tool`.',
      }),
      text: t.exposeString('text', {
        description: 'Its text parts, a line break between any two.',
      }),
      pictureCount: t.exposeInt('pictureCount', {
        description: 'How many pictures it held. They are not kept.',
      }),
      toolCalls: t.field({
        type: ['ToolCall'],
        description: 'The tools that the model called in it.',
        resolve: ({ toolCalls }) => [...toolCalls],
      }),
      toolCallId: t.exposeString('toolCallId', {
        nullable: true,
        description: 'The call that it is the result of; null unless its role is `tool`.',
      }),
    }),
  });
}
