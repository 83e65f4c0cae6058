import type { Builder } from '../kit/builder.ts';
import { recordId } from '../node/ids.ts';
import { contentComplexity } from '../limits/limits.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { shownSurface, surfaceNameDescription } from '../chat/surface-type.ts';
import type { ErrorCodeRef } from '../kit/error-code.ts';
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
export function addCompletionRecord(
  builder: Builder,
  enums: CompletionEnums,
  errorCode: ErrorCodeRef,
): void {
  builder.objectType('CompletionRecord', {
    description:
      'A completion that has ended, kept across restarts. A running or recent completion is also a `ChatCompletion`, with its text.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.id({
        description: '`record-…`. It differs from the ID of the completion.',
        resolve: ({ id }) => recordId(id),
      }),
      completionId: t.exposeID('id', {
        description:
          'The ID of the `ChatCompletion`, `chatcmpl-…` or `resp_…`, as it was while it ran.',
      }),
      model: t.exposeString('model', { description: 'Id of the model that answered.' }),
      effort: t.exposeString('effort', {
        nullable: true,
        description: 'The reasoning effort in force; null when the model does not reason.',
      }),
      surface: t.field({
        type: enums.surface,
        description: 'The surface that started it.',
        resolve: ({ surface }) => shownSurface(surface),
      }),
      surfaceName: t.exposeString('surface', { description: surfaceNameDescription }),
      status: t.expose('status', { type: enums.status, description: 'How it ended.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
      firstTokenAt: t.expose('firstTokenAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When the first piece of the answer came; null where none did.',
      }),
      endedAt: t.expose('endedAt', { type: 'DateTime', description: 'When it ended.' }),
      finishReason: t.expose('finishReason', {
        type: enums.finishReason,
        nullable: true,
        description: 'Why the answer ended; null when it failed or was cancelled.',
      }),
      errorCode: t.expose('errorCode', {
        type: errorCode,
        nullable: true,
        description: 'What it failed with; null unless it failed or was cancelled.',
      }),
      client: t.field({
        type: 'Client',
        description: 'Who asked for it.',
        resolve: ({ keyName, userAgent }) => ({ name: keyName, userAgent }),
      }),
      usage: t.expose('usage', {
        type: 'Usage',
        nullable: true,
        description: 'Token counts; null when the service gave none.',
      }),
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
        resolve: async ({ id }, _args, { usage }) => (await usage.content(id)) ?? null,
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
