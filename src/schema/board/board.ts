import type { CompletionEnums } from '../chat/completion-enums.ts';
import type { Builder } from '../kit/builder.ts';
import { addActivityField } from './activity-field.ts';
import { addActivity } from './activity-types.ts';
import { addCancelCompletions } from './cancel-completions.ts';
import { addCompletionFilters } from './completion-filter-types.ts';
import { addCompletions } from './completions-field.ts';

/** The list of completions, and what happens in them. */
export function addBoardFeature(builder: Builder, enums: CompletionEnums): void {
  const filters = addCompletionFilters(builder, enums);
  addActivity(builder);
  addCompletions(builder, filters.completions, enums);
  addActivityField(builder, filters.activity);
  addCancelCompletions(builder, filters.completions);
}
