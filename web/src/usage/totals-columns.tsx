import { compact, count, duration, usd } from '../ui/format.ts';
import type { Column } from '../ui/table.tsx';
import type { Totals } from './metrics.ts';
import { tokenKinds, type TokenKinds } from './series.ts';

type Row = { readonly totals: Totals };

function kind(title: string, name: keyof TokenKinds): Column<Row> {
  return {
    title,
    cell: ({ totals }) => compact(tokenKinds(totals)[name]),
    exact: ({ totals }) => `${count(tokenKinds(totals)[name])} tokens`,
    isNumber: true,
    rank: 3,
  };
}

/** All figures of a row with totals. */
export const totalsColumns: readonly Column<Row>[] = [
  {
    title: 'Tokens',
    cell: ({ totals }) => compact(totals.totalTokens),
    exact: ({ totals }) => `${count(totals.totalTokens)} tokens`,
    isNumber: true,
  },
  kind('Fresh input', 'fresh'),
  kind('Cached input', 'cached'),
  kind('Answer', 'answer'),
  kind('Reasoning', 'reasoning'),
  {
    title: 'Requests',
    cell: ({ totals }) => compact(totals.completions),
    exact: ({ totals }) => count(totals.completions),
    isNumber: true,
  },
  {
    title: 'Failed',
    cell: ({ totals }) => (totals.failed === 0 ? '' : compact(totals.failed)),
    exact: ({ totals }) => count(totals.failed),
    isNumber: true,
  },
  {
    title: 'First token',
    cell: ({ totals }) => duration(totals.firstTokenMsP50),
    exact: ({ totals }) => `95% within ${duration(totals.firstTokenMsP95)}`,
    isNumber: true,
    rank: 2,
  },
  {
    title: 'Duration',
    cell: ({ totals }) => duration(totals.durationMsP50),
    exact: ({ totals }) => `95% within ${duration(totals.durationMsP95)}`,
    isNumber: true,
    rank: 2,
  },
  {
    title: 'Cost',
    cell: ({ totals }) => usd(totals.estimatedCostUsd),
    exact: ({ totals }) =>
      totals.unpricedCompletions === 0
        ? undefined
        : `Without ${count(totals.unpricedCompletions)} requests whose model has no known price`,
    isNumber: true,
    rank: 2,
  },
];
