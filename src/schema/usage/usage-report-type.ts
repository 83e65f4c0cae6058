import type { Totals } from '../../usage/totals/totals-adder.ts';
import type { UsageBucket, UsageGroup, UsageReport } from '../../usage/usage-store.ts';
import type { ErrorCodeRef } from '../kit/error-code.ts';
import type { Builder } from '../kit/builder.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { shownSurface } from '../chat/surface-type.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    UsageBucket: UsageBucket;
    UsageGroup: UsageGroup;
    UsageReport: UsageReport;
    UsageTotals: Totals;
  }
}

/** `UsageReport`, `UsageBucket` and `UsageTotals`. */
export function addUsageReport(
  builder: Builder,
  enums: CompletionEnums,
  errorCode: ErrorCodeRef,
): void {
  builder.objectType('UsageReport', {
    description: 'What completions that ended in a range of time used, in buckets and in all.',
    fields: (t) => ({
      from: t.expose('from', {
        type: 'DateTime',
        description: 'Where the first bucket begins: `from`, down to a whole minute, hour or day.',
      }),
      to: t.expose('to', {
        type: 'DateTime',
        description: 'Where the last bucket ends: `to`, up to a whole minute, hour or day.',
      }),
      retentionDays: t.int({
        description: 'How many days anything is kept (`--usage-days`); 0 where nothing is.',
        resolve: (_report, _args, { usage }) => usage.retentionDays,
      }),
      totals: t.expose('totals', { type: 'UsageTotals', description: 'Of the whole range.' }),
      groups: t.field({
        type: ['UsageGroup'],
        description:
          'Of the whole range by group; one without `groupBy`. A group of which nothing ended is left out.',
        resolve: ({ groups }) => [...groups],
      }),
      buckets: t.field({
        type: ['UsageBucket'],
        description: 'Oldest first. One in which nothing ended is left out.',
        resolve: ({ buckets }) => [...buckets],
      }),
    }),
  });

  const group = builder.interfaceRef<UsageGroup>('UsageOfGroup').implement({
    description: 'What completions of one group used.',
    fields: (t) => ({
      model: t.exposeString('model', {
        nullable: true,
        description: 'Id of the model; null unless grouped by `MODEL`.',
      }),
      keyName: t.exposeString('keyName', {
        nullable: true,
        description:
          'Name of the API key, or `origin:URL` for a web page that sees only what its origin started; null unless grouped by `KEY`, and for other clients without a key.',
      }),
      surface: t.field({
        type: enums.surface,
        nullable: true,
        description: 'The surface; null unless grouped by `SURFACE`.',
        resolve: ({ surface }) => (surface === null ? null : shownSurface(surface)),
      }),
      surfaceName: t.exposeString('surface', {
        nullable: true,
        description:
          'The name of the surface as text; null unless grouped by `SURFACE`. Surfaces that `surface` shows as `OTHER` have a group each.',
      }),
      program: t.exposeString('program', {
        nullable: true,
        description:
          'The program as in `Client.program`, or `other` for all but the first 50 of an hour; null unless grouped by `PROGRAM`, and for programs without a name.',
      }),
      status: t.expose('status', {
        type: enums.status,
        nullable: true,
        description: 'How they ended; null unless grouped by `STATUS`, and where it is not known.',
      }),
      errorCode: t.expose('errorCode', {
        type: errorCode,
        nullable: true,
        description:
          'What they failed with; null unless grouped by `ERROR_CODE`, and for completions without an error.',
      }),
      effort: t.exposeString('effort', {
        nullable: true,
        description:
          'The reasoning effort; null unless grouped by `EFFORT`, and for models that do not reason.',
      }),
      totals: t.expose('totals', { type: 'UsageTotals', description: 'The sums.' }),
    }),
  });

  builder.objectType('UsageBucket', {
    description: 'What completions that ended in one minute, hour or day used, of one group.',
    interfaces: [group],
    fields: (t) => ({
      start: t.expose('start', {
        type: 'DateTime',
        description: 'Where the minute, the hour or the day begins.',
      }),
    }),
  });

  builder.objectType('UsageGroup', {
    description: 'What completions of one group used in the whole range.',
    interfaces: [group],
  });

  builder.objectType('UsageTotals', {
    description:
      'Sums over completions that ended. Tokens are those that the completions reported in `usage`.',
    fields: (t) => ({
      completions: t.expose('completions', {
        type: 'SafeInt',
        description: 'Completions, however they ended.',
      }),
      failed: t.expose('failed', { type: 'SafeInt', description: 'Those that failed.' }),
      cancelled: t.expose('cancelled', {
        type: 'SafeInt',
        description: 'Those that were stopped, or whose client left.',
      }),
      inputTokens: t.expose('inputTokens', {
        type: 'SafeInt',
        description: 'Tokens of the conversations, cached ones included.',
      }),
      cachedInputTokens: t.expose('cachedInputTokens', {
        type: 'SafeInt',
        description: 'Those of `inputTokens` that came from the prompt cache.',
      }),
      cacheWriteInputTokens: t.expose('cacheWriteInputTokens', {
        type: 'SafeInt',
        description: 'Those of `inputTokens` that were written to the prompt cache.',
      }),
      outputTokens: t.expose('outputTokens', {
        type: 'SafeInt',
        description: 'Tokens of the answers, reasoning included.',
      }),
      reasoningOutputTokens: t.expose('reasoningOutputTokens', {
        type: 'SafeInt',
        description: 'Those of `outputTokens` that were reasoning.',
      }),
      totalTokens: t.expose('totalTokens', {
        type: 'SafeInt',
        description: 'Input and output together.',
      }),
      meanFirstTokenMs: t.float({
        nullable: true,
        description:
          'Mean time from the start to the first piece of the answer, in milliseconds; null where none came.',
        resolve: ({ firstTokenMs, firstTokens }) => mean(firstTokenMs, firstTokens),
      }),
      firstTokenMsP50: t.exposeFloat('firstTokenMsP50', {
        nullable: true,
        description: `Half of the first pieces came within this time, in milliseconds; null where none came. ${precision}`,
      }),
      firstTokenMsP95: t.exposeFloat('firstTokenMsP95', {
        nullable: true,
        description: `95 % of the first pieces came within this time, in milliseconds; null where none came. ${precision}`,
      }),
      meanDurationMs: t.float({
        nullable: true,
        description:
          'Mean time from the start to the end, in milliseconds; null where it is not known.',
        resolve: ({ durationMs, durations }) => mean(durationMs, durations),
      }),
      durationMsP50: t.exposeFloat('durationMsP50', {
        nullable: true,
        description: `Half of the completions took at most this time, in milliseconds; null where it is not known. ${precision}`,
      }),
      durationMsP95: t.exposeFloat('durationMsP95', {
        nullable: true,
        description: `95 % of the completions took at most this time, in milliseconds; null where it is not known. ${precision}`,
      }),
      meanQueuedMs: t.float({
        nullable: true,
        description:
          'Mean time in the queue, in milliseconds, of those whose time there is known; null where there are none.',
        resolve: ({ queuedMs, queued }) => mean(queuedMs, queued),
      }),
      estimatedCostUsd: t.exposeFloat('estimatedCostUsd', {
        nullable: true,
        description:
          'What the tokens would have cost over the API, in US dollars, by the prices in force now; null where no price is known for any of them.',
      }),
      unpricedCompletions: t.expose('unpricedCompletions', {
        type: 'SafeInt',
        description:
          'Completions with a usage that `estimatedCostUsd` leaves out, because no price of their model is known.',
      }),
    }),
  });
}

const precision = 'The exact figure differs from it by at most 5 %.';

function mean(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count;
}
