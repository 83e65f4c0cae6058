import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { CompletionFilter } from './completion-filter.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';

/** What completions, and activity, are asked for by. */
export interface CompletionFilters {
  readonly completions: InputObjectRef<SchemaTypes, CompletionFilter>;
  readonly activity: InputObjectRef<SchemaTypes, Omit<CompletionFilter, 'status'>>;
}

const model = 'Only completions that this model answers. The id has no effort suffix.';
const surface = 'Only those that this surface started.';
const keyName = 'Only those of the API key of this name.';

/** `ChatCompletionFilter` and `ActivityFilter`. */
export function addCompletionFilters(builder: Builder, enums: CompletionEnums): CompletionFilters {
  return {
    completions: builder.inputRef<CompletionFilter>('ChatCompletionFilter').implement({
      description: 'Which completions: those that match every field that is given.',
      fields: (t) => ({
        status: t.field({
          type: [enums.status],
          description: 'Only those that have come this far: one of these.',
        }),
        model: t.string({ description: model }),
        surface: t.field({ type: enums.surface, description: surface }),
        keyName: t.string({ description: keyName }),
      }),
    }),
    activity: builder.inputRef<Omit<CompletionFilter, 'status'>>('ActivityFilter').implement({
      description:
        'Activity of which completions: those that match every field that is given. Gaps always show.',
      fields: (t) => ({
        model: t.string({ description: model }),
        surface: t.field({ type: enums.surface, description: surface }),
        keyName: t.string({ description: keyName }),
      }),
    }),
  };
}
