import type { EnumRef } from '@pothos/core';
import type { StoredTurn, TurnStatus } from '../../conversations/turn.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { shownSurface, surfaceNameDescription } from '../chat/surface-type.ts';
import { fromRaw } from '../items/from-raw.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import { inputField } from '../kit/input-field.ts';
import { turnId } from '../node/ids.ts';
import { storedError } from './stored-error.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ConversationTurn: StoredTurn;
  }
}

/** Of a list of items. It counts as two items, so that a page of turns may select what was said. */
const itemsComplexity = { field: 1, multiplier: 2 };

/** `ConversationTurn`. */
export function addTurn(builder: Builder, enums: CompletionEnums): void {
  const status = addTurnStatus(builder);
  builder.objectType('ConversationTurn', {
    description:
      'One request with its answer, kept in a conversation, no matter which API it came over.',
    interfaces: ['Node'],
    fields: (t) => ({
      id: t.id({
        description: '`turn-…`. It differs from the ID of its completion.',
        resolve: ({ id }) => turnId(id),
      }),
      completionId: t.exposeID('id', {
        description:
          'The ID of its `ChatCompletion`, `resp_…` or `chatcmpl-…`: the same as over REST.',
      }),
      completion: t.field({
        type: 'ChatCompletion',
        nullable: true,
        description:
          'Its completion, with the answer so far, while it runs and for some minutes after; null later.',
        resolve: async ({ id }, _args, { core }) => (await core.completion(id)) ?? null,
      }),
      conversationId: t.exposeID('conversationId', { description: 'The conversation it is in.' }),
      previousTurnId: t.id({
        nullable: true,
        description:
          'The turn that it continues from, where its client named one; null where it named none, or the conversation.',
        resolve: ({ previousId }) => (previousId === null ? null : turnId(previousId)),
      }),
      status: t.expose('status', { type: status, description: 'How far it has come.' }),
      surface: t.field({
        type: enums.surface,
        description: 'The surface that started it.',
        resolve: ({ surface }) => shownSurface(surface),
      }),
      surfaceName: t.exposeString('surface', { description: surfaceNameDescription }),
      model: t.exposeString('model', { description: 'Id of the model that answers.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
      endedAt: t.expose('endedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When it ended; null until then.',
      }),
      input: t.field({
        type: ['Item'],
        complexity: itemsComplexity,
        description: 'What was new in it. The history before it is not repeated.',
        resolve: ({ input }) => input.map((item) => fromRaw(item)),
      }),
      output: t.field({
        type: ['Item'],
        complexity: itemsComplexity,
        description:
          'What the answer is made of, once it has ended; empty until then. `completion` has it so far.',
        resolve: ({ output }) => output.map((item) => fromRaw(item)),
      }),
      usage: t.expose('usage', {
        type: 'Usage',
        nullable: true,
        description: 'Token counts; null until it ended, or when the service gave none.',
      }),
      error: t.field({
        type: 'Error',
        nullable: true,
        description: 'What it failed with; null unless it failed or was cancelled.',
        resolve: ({ error }) => error && storedError(error),
      }),
      incompleteReason: t.exposeString('incompleteReason', {
        nullable: true,
        description:
          'Why the answer is not whole: `max_output_tokens` or `content_filter`; null unless it is INCOMPLETE.',
      }),
      unmet: t.stringList({
        description: 'Options of the request that the answer does not honor. Empty without any.',
        resolve: ({ unmet }) => unmet.map(inputField),
      }),
    }),
  });
}

function addTurnStatus(builder: Builder): EnumRef<SchemaTypes, TurnStatus> {
  return builder.enumType('TurnStatus', {
    description: 'Status of a turn.',
    values: {
      QUEUED: { value: 'queued', description: 'It waits for its place.' },
      IN_PROGRESS: { value: 'in_progress', description: 'The model is answering.' },
      COMPLETED: { value: 'completed', description: 'The answer is whole.' },
      INCOMPLETE: {
        value: 'incomplete',
        description: 'The answer was cut: `incompleteReason` says why.',
      },
      FAILED: { value: 'failed', description: 'It ended in an error; `error` says which.' },
      CANCELLED: { value: 'cancelled', description: 'It was stopped, or its client left.' },
    } as const,
  });
}
