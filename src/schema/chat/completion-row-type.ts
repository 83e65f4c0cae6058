import type { Completion } from '../../codex/completion/completion.ts';
import { durationMs, timeToFirstTokenMs } from '../../codex/completion/times.ts';
import type { CompletionRecord } from '../../usage/usage-store.ts';
import type { Builder } from '../kit/builder.ts';
import type { CompletionEnums } from './completion-enums.ts';
import { shownSurface, surfaceNameDescription } from './surface-type.ts';

/** What is shown of a completion in a list, no matter whether it runs or was read from the records. */
export type ShownRow = Completion | CompletionRecord;

declare module '../kit/builder.ts' {
  interface InterfaceTypes {
    CompletionRow: ShownRow;
  }
}

/** `CompletionRow`, which `ChatCompletion` and `CompletionRecord` implement. */
export function addCompletionRow(builder: Builder, enums: CompletionEnums): void {
  builder.interfaceType('CompletionRow', {
    description:
      'A completion in a list, running or ended long ago: one fragment on this interface reads the rows of `completions` and of `completionRecords`.',
    resolveType: (row) => (isRecord(row) ? 'CompletionRecord' : 'ChatCompletion'),
    fields: (t) => ({
      completionId: t.exposeID('id', {
        description: 'The ID of the `ChatCompletion`, `chatcmpl-…` or `resp_…`, over every API.',
      }),
      requestId: t.string({
        nullable: true,
        description:
          'The `x-request-id` of the HTTP request that started it, or of the WebSocket; null where it had none, and in records of earlier versions.',
        resolve: (row) => (isRecord(row) ? row.requestId : row.caller.requestId),
      }),
      status: t.expose('status', { type: enums.status, description: 'Its status.' }),
      model: t.exposeString('model', {
        description: 'Id of the model that answers, without an effort suffix.',
      }),
      effort: t.exposeString('effort', {
        nullable: true,
        description: 'The reasoning effort in force; null when the model does not reason.',
      }),
      client: t.field({
        type: 'Client',
        description: 'Who asked for it.',
        resolve: (row) =>
          isRecord(row) ? { name: row.keyName, userAgent: row.userAgent } : row.caller,
      }),
      surface: t.field({
        type: enums.surface,
        description: 'The surface that started it.',
        resolve: ({ surface }) => shownSurface(surface),
      }),
      surfaceName: t.exposeString('surface', { description: surfaceNameDescription }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
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
      queuedMs: t.exposeInt('queuedMs', {
        nullable: true,
        description:
          'Milliseconds that it waited in the queue; 0 if it started at once, null in records of earlier versions.',
      }),
      durationMs: t.int({
        description: 'From `createdAt` to its end, or to now while there is none, in milliseconds.',
        resolve: durationMs,
      }),
      timeToFirstTokenMs: t.int({
        nullable: true,
        description:
          'From `createdAt` to the first piece of the answer, the wait for its turn included, in milliseconds; null until then.',
        resolve: timeToFirstTokenMs,
      }),
      finishReason: t.expose('finishReason', {
        type: enums.finishReason,
        nullable: true,
        description: 'Why the answer ended; null until it did, and when it failed.',
      }),
      errorCode: t.field({
        type: enums.errorCode,
        nullable: true,
        description: 'What it failed with; null unless it failed or was cancelled.',
        resolve: (row) => (isRecord(row) ? row.errorCode : (row.error?.code ?? null)),
      }),
      usage: t.expose('usage', {
        type: 'Usage',
        nullable: true,
        description: 'Token counts; null until the answer ended, or when the service gave none.',
      }),
      conversationId: t.exposeID('conversationId', {
        nullable: true,
        description:
          'The kept conversation that it belongs to; null where it belongs to none, and in records of earlier versions.',
      }),
      request: t.expose('request', {
        type: 'RequestSummary',
        nullable: true,
        description:
          'What was asked, without any text; null in records of earlier versions. A record has the messages in `content` with `--record-content`; those of a kept conversation are in `conversation`.',
      }),
    }),
  });
}

function isRecord(row: ShownRow): row is CompletionRecord {
  return 'place' in row;
}
