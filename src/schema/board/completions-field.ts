import type { InputObjectRef } from '@pothos/core';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { searchDescription } from '../chat/search-argument.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { CompletionFilter } from './completion-filter.ts';
import { completionPage } from './completion-page.ts';
import { asPageOf } from '../kit/page-input.ts';

/** `Query.completions`. */
export function addCompletions(
  builder: Builder,
  filter: InputObjectRef<SchemaTypes, CompletionFilter>,
  enums: CompletionEnums,
): void {
  builder.queryField('completions', (t) =>
    t.connection(
      {
        type: 'ChatCompletion',
        description:
          'The waiting, running and recent completions of every API, newest first by their start unless `orderBy` says otherwise. A page has 20 by default. Completions of other API keys are left out, unless this key is an admin key. Ended completions are kept for ten minutes, at most the last 200. Pages stay stable while completions start and end.',
        args: {
          filter: t.arg({ type: filter, description: 'Only those that match. Default: all.' }),
          search: t.arg.string({ description: searchDescription }),
          orderBy: t.arg({
            type: enums.order,
            defaultValue: 'newest',
            description:
              'Which come first. For `LONGEST` all pages show the order in which the first was read.',
          }),
        },
        resolve: async (_root, args, { core }) =>
          await asPageOf('completions', args, async () => await completionPage(core, args)),
      },
      {
        name: 'ChatCompletionConnection',
        description: 'A page of the list of completions.',
        fields: (connection) => ({
          totalCount: connection.exposeInt('totalCount', {
            description: 'How many match, on all pages.',
          }),
          activityCursor: connection.exposeString('activityCursor', {
            description:
              'The position of the activity stream when this page was read. `activity(after: activityCursor)` continues from here without a gap. What happens while the page is being read may appear in both.',
          }),
        }),
      },
      { name: 'ChatCompletionEdge', description: 'A completion and its place in the list.' },
    ),
  );
}
