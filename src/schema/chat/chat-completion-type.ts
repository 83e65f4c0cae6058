import { citationsOf } from '../../codex/completion/citations.ts';
import { durationMs, timeToFirstTokenMs } from '../../codex/completion/times.ts';
import type { Builder } from '../kit/builder.ts';
import { inputField } from '../kit/input-field.ts';
import type { CompletionEnums } from './completion-enums.ts';
import { shownSurface, surfaceNameDescription } from './surface-type.ts';
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
export function addChatCompletion(builder: Builder, enums: CompletionEnums): void {
  builder.objectType('ChatCompletion', {
    description:
      'One answer to one conversation, in its current state: waiting, running or ended, no matter which API started it.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.exposeID('id', { description: '`chatcmpl-…` or `resp_…`, the same over every API.' }),
      model: t.exposeString('model', {
        description: 'Id of the model that answers, without an effort suffix.',
      }),
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
      client: t.expose('caller', { type: 'Client', description: 'Who asked for it.' }),
      status: t.expose('status', { type: enums.status, description: 'Its status.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
      queuedMs: t.exposeInt('queuedMs', {
        description: 'Milliseconds that it waited in the queue; 0 if it started at once.',
      }),
      firstTokenAt: t.expose('firstTokenAt', {
        type: 'DateTime',
        nullable: true,
        description:
          'When the first piece of the answer came: text, reasoning or a tool call; null until then.',
      }),
      endedAt: t.expose('endedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When it completed, failed or was cancelled; null until then.',
      }),
      timeToFirstTokenMs: t.int({
        nullable: true,
        description:
          'From `createdAt` to the first piece of the answer, the wait for its turn included, in milliseconds; null until then.',
        resolve: timeToFirstTokenMs,
      }),
      durationMs: t.int({
        description: 'From `createdAt` to its end, or to now while there is none, in milliseconds.',
        resolve: durationMs,
      }),
      text: t.exposeString('text', { description: 'The answer so far.' }),
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
      conversationId: t.exposeID('conversationId', {
        nullable: true,
        description: 'The kept conversation that it belongs to; null where it belongs to none.',
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
      finishReason: t.expose('finishReason', {
        type: enums.finishReason,
        nullable: true,
        description: 'Why the answer ended; null until it did, and when it failed.',
      }),
      usage: t.expose('usage', {
        type: 'Usage',
        nullable: true,
        description: 'Token counts; null until the answer ended, or when the service gave none.',
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
