import { citationsOf } from '../../codex/completion/citations.ts';
import type { Builder } from '../kit/builder.ts';
import { inputField } from '../kit/input-field.ts';
import { asErrorData } from '../kit/error-types.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import { fromOutput } from '../items/from-output.ts';
import { openToolCalls } from './tool-call-type.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ChatCompletion: Completion;
  }
}

/** `ChatCompletion`. */
export function addChatCompletion(builder: Builder): void {
  builder.objectType('ChatCompletion', {
    description:
      'One answer to one conversation, in its current state: waiting, running or ended, no matter which API started it.',
    interfaces: ['Node', 'CompletionRow'],
    fields: (t) => ({
      id: t.exposeID('id', { description: '`chatcmpl-…` or `resp_…`, the same over every API.' }),
      previousId: t.exposeID('previousId', {
        nullable: true,
        description:
          'The completion whose tool calls this one continues, by `submitToolOutputs`; null for any other.',
      }),
      nextId: t.exposeID('nextId', {
        nullable: true,
        description:
          "The completion that continues this one's tool calls, by `submitToolOutputs`: the last one if there are several, null while there is none.",
      }),
      queuedMs: t.exposeInt('queuedMs', {
        description: 'Milliseconds that it waited in the queue; 0 if it started at once.',
      }),
      queuePosition: t.exposeInt('queuePosition', {
        nullable: true,
        description:
          'Its position in the queue, 1 for the next, if no other client comes; null unless it is queued. Clients take turns: those of another key may begin in between.',
      }),
      text: t.exposeString('text', { description: 'The answer so far.' }),
      textLength: t.exposeInt('textLength', {
        description:
          'The length of `text` in UTF-16 code units. Many rows show their progress by it at little cost.',
      }),
      outputTokensSoFar: t.exposeInt('outputTokensSoFar', {
        nullable: true,
        description:
          'Tokens of the answer so far: an estimate from the text, the reasoning summary and the calls that have come, and the count of `usage` at the end. Hidden reasoning is counted at the end alone. Null until the first piece.',
      }),
      reasoning: t.exposeString('reasoning', {
        description: "The summary of the model's reasoning so far; empty when it gives none.",
      }),
      refusal: t.exposeString('refusal', {
        nullable: true,
        description:
          'What the model has said so far to refuse an answer; then `finishReason` becomes `CONTENT_FILTER`. If Codex does not pass on the words, it is a fixed sentence. Null when it has not refused.',
      }),
      toolCalls: t.field({
        type: ['ToolCall'],
        description: 'The whole calls so far, in order; empty when it called no tool.',
        resolve: ({ toolCalls }) => [...toolCalls],
      }),
      openToolCalls: t.field({
        type: ['OpenToolCall'],
        description:
          'The calls that the model is writing, or was when the answer was cut or failed; empty at the end of any other answer, and always where the engine gives calls whole.',
        resolve: ({ calls }) => openToolCalls(calls),
      }),
      citations: t.field({
        type: ['Citation'],
        description:
          'The pages that the answer cites from a web search, in order; complete when it ends. Empty without any.',
        resolve: ({ items, text }) => citationsOf(items, text),
      }),
      unmet: t.stringList({
        description:
          'Input fields that the answer does not honor: `toolChoice` where the model called no tool although it had to, hints that the engine does not pass on (`temperature`), and `tools[0].function.parameters` where a schema is larger than Codex passes on, so that only the description of the tool holds it whole, known before the first delta except for `toolChoice` with the direct engine; `allowParallelToolCalls` where the model called several tools although it must not, and `responseFormat` where the answer is not JSON or does not match the schema, known when the answer ends. Empty when the answer honors all of them.',
        resolve: ({ unmet }) => unmet.map(inputField),
      }),
      items: t.field({
        type: ['Item'],
        description:
          'What the answer is made of so far, in order: the same text, reasoning and calls, and more. `text` runs all messages together.',
        resolve: ({ items }) => items.map((item) => fromOutput(item)),
      }),
      lastItemSequence: t.exposeInt('lastItemSequence', {
        description:
          'Sequence of its last item event. A client that read `items` with it continues with `chatCompletionItems(id, after: lastItemSequence)`.',
      }),
      conversation: t.field({
        type: 'Conversation',
        nullable: true,
        description: 'That conversation; null where it belongs to none, and before it is written.',
        resolve: async ({ conversationId }, _args, { conversations, caller }) => {
          if (conversationId === null) return null;
          return (await conversations.conversation(caller, conversationId)) ?? null;
        },
      }),
      ignored: t.stringList({
        description:
          "Paths of the request's fields that have no effect, in the words of the API that it came over: what REST names in `x-codex-serve-ignored`. Empty without any.",
        resolve: ({ ignored }) => [...ignored],
      }),
      lastSequence: t.exposeInt('lastSequence', {
        description:
          'Sequence of its last event. A client that read `text` with it continues with `chatCompletionEvents(id, after: lastSequence)`.',
      }),
      error: t.field({
        type: 'Error',
        nullable: true,
        description: 'What it failed with; null unless it failed or was cancelled.',
        resolve: ({ error }) => error && asErrorData(error),
      }),
    }),
  });
}
