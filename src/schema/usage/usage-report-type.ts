import type { UsageTotals, UsageBucket, UsageReport } from '../../usage/usage-store.ts';
import type { Builder } from '../kit/builder.ts';
import type { CompletionEnums } from '../chat/completion-enums.ts';
import { shownSurface } from '../chat/surface-type.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    UsageBucket: UsageBucket;
    UsageReport: UsageReport;
    UsageTotals: UsageTotals;
  }
}

/** `UsageReport`, `UsageBucket` and `UsageTotals`. */
export function addUsageReport(builder: Builder, enums: CompletionEnums): void {
  builder.objectType('UsageReport', {
    description: 'What completions that ended in a range of time used, in buckets and in all.',
    fields: (t) => ({
      from: t.expose('from', {
        type: 'DateTime',
        description: 'Where the first bucket begins: `from`, down to a whole hour or UTC day.',
      }),
      to: t.expose('to', {
        type: 'DateTime',
        description: 'Where the last bucket ends: `to`, up to a whole hour or UTC day.',
      }),
      retentionDays: t.int({
        description: 'How many days anything is kept (`--usage-days`); 0 where nothing is.',
        resolve: (_report, _args, { usage }) => usage.retentionDays,
      }),
      totals: t.expose('totals', { type: 'UsageTotals', description: 'Of the whole range.' }),
      buckets: t.field({
        type: ['UsageBucket'],
        description: 'Oldest first. One in which nothing ended is left out.',
        resolve: ({ buckets }) => [...buckets],
      }),
    }),
  });

  builder.objectType('UsageBucket', {
    description: 'What completions that ended in one hour or UTC day used, of one group.',
    fields: (t) => ({
      start: t.expose('start', {
        type: 'DateTime',
        description:
          'Where the hour or the day begins, in UTC. For the days of another time zone ask for hours, and add them up.',
      }),
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
          'The name of the surface as text; null unless grouped by `SURFACE`. Surfaces that `surface` shows as `OTHER` have a bucket each.',
      }),
      totals: t.expose('totals', { type: 'UsageTotals', description: 'Of this bucket.' }),
    }),
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
        resolve: meanFirstTokenMs,
      }),
    }),
  });
}

function meanFirstTokenMs({ firstTokens, firstTokenMs }: UsageTotals): number | null {
  return firstTokens === 0 ? null : firstTokenMs / firstTokens;
}
