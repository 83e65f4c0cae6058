import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { ActivityFilter, CompletionFilter } from './completion-filter.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';

/** Filters of completions and of the activity. */
export interface CompletionFilters {
  readonly completions: InputObjectRef<SchemaTypes, CompletionFilter>;
  readonly activity: InputObjectRef<SchemaTypes, ActivityFilter>;
}

const model = 'Only completions that this model answers. The id has no effort suffix.';
const surface = 'Only those that this surface started.';
const program = 'Only those of this program, as in `Client.program`.';
const keyName = 'Only those of the API key of this name.';

/** `ChatCompletionFilter` and `ActivityFilter`. */
export function addCompletionFilters(builder: Builder, enums: CompletionEnums): CompletionFilters {
  return {
    completions: builder.inputRef<CompletionFilter>('ChatCompletionFilter').implement({
      description: 'Selects completions that match every given field.',
      fields: (t) => ({
        status: t.field({
          type: [enums.status],
          description: 'Only those with one of these statuses.',
        }),
        model: t.string({ description: model }),
        surface: t.field({ type: enums.surface, description: surface }),
        keyName: t.string({ description: keyName }),
        program: t.string({ description: program }),
        errorCode: t.field({
          type: enums.errorCode,
          description: 'Only those that failed with this, or were cancelled.',
        }),
      }),
    }),
    activity: builder.inputRef<ActivityFilter>('ActivityFilter').implement({
      description:
        'Selects the activity of completions that match every given field. Gaps are always included.',
      fields: (t) => ({
        model: t.string({ description: model }),
        surface: t.field({ type: enums.surface, description: surface }),
        keyName: t.string({ description: keyName }),
        program: t.string({ description: program }),
      }),
    }),
  };
}
