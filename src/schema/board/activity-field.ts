import type { InputObjectRef } from '@pothos/core';
import { filterStream } from '../../codex/streams/filter-stream.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import { confirmFirst } from './confirm-first.ts';
import { endless } from '../kit/endless.ts';
import { isWanted, type ActivityFilter } from './completion-filter.ts';

/** `Subscription.activity`. Without `errors`, as every subscription. */
export function addActivityField(
  builder: Builder,
  filter: InputObjectRef<SchemaTypes, ActivityFilter>,
): void {
  builder.subscriptionField('activity', (t) =>
    t.field({
      type: 'ActivityEvent',
      description:
        'First an `ActivitySubscribed`, then everything that happens in the completions of every API. Completions of other API keys are left out, unless this key is an admin key. For a live board, read `completions` first, then subscribe from its `activityCursor`. A slow subscriber disturbs nobody; one that falls too far behind gets an `ActivityGap`. The stream never completes: when the gateway shuts down, it closes the connection.',
      args: {
        filter: t.arg({
          type: filter,
          description: 'Only activity of completions that match. Default: of all.',
        }),
        after: t.arg.string({
          description:
            '`cursor` of the last event seen, or `activityCursor` of a page of `completions`. Default: only what happens from now on.',
        }),
        withProgress: t.arg.boolean({
          defaultValue: false,
          description: 'Whether an `ActivityProgress` comes where an answer has grown.',
        }),
      },
      subscribe: async (_root, { filter: wanted, after, withProgress }, { core }) => {
        const cursor = after ?? (await core.activityCursor());
        const activity = filterStream(
          // From the cursor that is confirmed, not from now: more may have happened since.
          endless(core.activity(cursor, { withProgress: withProgress ?? false })),
          (event) => event.type === 'gap' || isWanted(event.completion, wanted),
        );
        return confirmFirst(cursor, activity);
      },
      resolve: (event) => event,
    }),
  );
}
