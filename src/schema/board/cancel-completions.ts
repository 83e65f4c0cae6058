import type { InputObjectRef } from '@pothos/core';
import type { SessionCore } from '../../codex/session-core.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import { isWanted, type CompletionFilter } from './completion-filter.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    CancelledChatCompletions: CancelledCompletions;
  }
}

/** What a mutation has stopped. */
interface CancelledCompletions {
  readonly count: number;
}

/** `Mutation.cancelChatCompletions`. */
export function addCancelCompletions(
  builder: Builder,
  filter: InputObjectRef<SchemaTypes, CompletionFilter>,
): void {
  builder.objectType('CancelledChatCompletions', {
    description: 'What was stopped.',
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'How many completions were stopped.' }),
    }),
  });
  const input = builder.inputType('CancelChatCompletionsInput', {
    description: 'Which completions to stop.',
    fields: (t) => ({
      filter: t.field({
        type: filter,
        required: true,
        description: 'Those that match. An empty filter matches all.',
      }),
    }),
  });
  builder.mutationField('cancelChatCompletions', (t) =>
    t.field({
      type: 'CancelledChatCompletions',
      description:
        'Stops all waiting and running completions that match. Completions of other API keys are left alone, unless this key is an admin key.',
      args: { input: t.arg({ type: input, required: true, description: 'Which to stop.' }) },
      resolve: async (_root, args, { core }) => await cancelAll(core, args.input.filter),
    }),
  );
}

async function cancelAll(
  core: SessionCore,
  filter: CompletionFilter,
): Promise<CancelledCompletions> {
  const wanted = (await core.completions()).filter(
    (completion) => completion.endedAt === null && isWanted(completion, filter),
  );
  for (const completion of wanted) completion.cancel();
  await Promise.allSettled(wanted.map(async (completion) => await completion.result()));
  return { count: wanted.filter(({ status }) => status === 'cancelled').length };
}
