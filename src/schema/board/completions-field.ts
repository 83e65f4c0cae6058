import type { InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { CompletionFilter } from './completion-filter.ts';
import { completionPage } from './completion-page.ts';
import { asPageOf } from '../kit/page-input.ts';

/** `Query.completions`. */
export function addCompletions(
  builder: Builder,
  filter: InputObjectRef<SchemaTypes, CompletionFilter>,
): void {
  builder.queryField('completions', (t) =>
    t.connection(
      {
        type: 'ChatCompletion',
        description:
          'The waiting, running and recent completions of both surfaces, newest first by their start, 20 unless said otherwise. Those of other API keys are left out, unless this one is an admin key. Ended ones are kept for ten minutes, the last 200 at most. The pages stay as they are while completions come and go.',
        args: {
          filter: t.arg({ type: filter, description: 'Only those that match. Default: all.' }),
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
              'How far the activity had come when this page was read: `activity(after: activityCursor)` goes on from here, and nothing falls in between. What happens while the page is being put together may show in both.',
          }),
        }),
      },
      { name: 'ChatCompletionEdge', description: 'A completion and its place in the list.' },
    ),
  );
}
