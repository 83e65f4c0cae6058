import type { Cell } from '../ui/csv.ts';
import type { Totals } from './metrics.ts';
import { tokenKinds } from './series.ts';

/** A table as CSV takes it. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
}

const columns: readonly (readonly [name: string, value: (totals: Totals) => number | null])[] = [
  ['requests', ({ completions }) => completions],
  ['failed', ({ failed }) => failed],
  ['cancelled', ({ cancelled }) => cancelled],
  ['fresh_input_tokens', (totals) => tokenKinds(totals).fresh],
  ['cached_input_tokens', (totals) => tokenKinds(totals).cached],
  ['answer_tokens', (totals) => tokenKinds(totals).answer],
  ['reasoning_tokens', (totals) => tokenKinds(totals).reasoning],
  ['total_tokens', ({ totalTokens }) => totalTokens],
  ['first_token_ms_p50', ({ firstTokenMsP50 }) => firstTokenMsP50],
  ['first_token_ms_p95', ({ firstTokenMsP95 }) => firstTokenMsP95],
  ['duration_ms_p50', ({ durationMsP50 }) => durationMsP50],
  ['duration_ms_p95', ({ durationMsP95 }) => durationMsP95],
  ['estimated_cost_usd', ({ estimatedCostUsd }) => estimatedCostUsd],
  ['requests_without_price', ({ unpricedCompletions }) => unpricedCompletions],
];

const names = columns.map(([name]) => name);

/** Every bucket in which something ended, by its start in ISO 8601. */
export function timeCsv(starts: readonly number[], rows: readonly (Totals | null)[]): CsvTable {
  return {
    header: ['start', ...names],
    cells: starts.flatMap((start, index) => {
      const totals = rows[index];
      return totals ? [[new Date(start).toISOString(), ...numbers(totals)]] : [];
    }),
  };
}

/** Every group by its title. */
export function groupCsv(
  title: string,
  groups: readonly { readonly title: string; readonly totals: Totals }[],
): CsvTable {
  return {
    header: [title, ...names],
    cells: groups.map((group) => [group.title, ...numbers(group.totals)]),
  };
}

function numbers(totals: Totals): readonly (number | null)[] {
  return columns.map(([, value]) => value(totals));
}
