import type { ChartData, Series } from '../ui/chart/chart-data.ts';
import { compact, count, duration, percent, unknown, usd } from '../ui/format.ts';
import { cachedShare, tokenKinds, type TokenCounts } from './series.ts';

/** What the page reads of each bucket. */
export interface Totals extends TokenCounts {
  readonly completions: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly totalTokens: number;
  readonly firstTokenMsP50: number | null;
  readonly firstTokenMsP95: number | null;
  readonly durationMsP50: number | null;
  readonly durationMsP95: number | null;
  readonly estimatedCostUsd: number | null;
  readonly unpricedCompletions: number;
}

/** A figure that the page shows over time. */
export interface Metric {
  readonly name: string;
  readonly title: string;
  /** The figure of the whole span, its unit and what it means. */
  readonly figure: (totals: Totals) => string;
  readonly unit?: string;
  /** The exact figure, for its title. */
  readonly exact?: (totals: Totals) => string;
  /** @param refused Requests that were refused before an answer began; no totals hold them. */
  readonly detail: (totals: Totals, refused: number) => string;
  readonly series: readonly MetricSeries[];
  readonly isStacked: boolean;
  readonly formatValue: (value: number) => string;
}

/** One series of a metric. */
export interface MetricSeries extends Pick<Series, 'name' | 'color'> {
  readonly value: (totals: Totals) => number | null;
}

/** The figures to choose from, in the order of the page. */
export const metrics: readonly Metric[] = [
  {
    name: 'tokens',
    title: 'Tokens',
    figure: ({ totalTokens }) => compact(totalTokens),
    exact: ({ totalTokens }) => `${count(totalTokens)} tokens`,
    detail: (totals) => {
      const share = cachedShare(totals);
      return share === null ? 'No input yet' : `${percent(share)} of input cached`;
    },
    series: [
      { name: 'Fresh input', color: '--series-1', value: (totals) => tokenKinds(totals).fresh },
      { name: 'Cached input', color: '--series-2', value: (totals) => tokenKinds(totals).cached },
      { name: 'Answer', color: '--series-3', value: (totals) => tokenKinds(totals).answer },
      { name: 'Reasoning', color: '--series-4', value: (totals) => tokenKinds(totals).reasoning },
    ],
    isStacked: true,
    formatValue: compact,
  },
  {
    name: 'requests',
    title: 'Requests',
    figure: ({ completions }) => compact(completions),
    exact: ({ completions }) => `${count(completions)} requests`,
    detail: ({ completions, failed, cancelled }, refused) =>
      `${compact(completions - failed - cancelled)} completed${refusedText(refused)}`,
    series: [
      {
        name: 'Completed',
        color: '--series-1',
        value: ({ completions, failed, cancelled }) => completions - failed - cancelled,
      },
      { name: 'Cancelled', color: '--series-4', value: ({ cancelled }) => cancelled },
      { name: 'Failed', color: '--series-5', value: ({ failed }) => failed },
    ],
    isStacked: true,
    formatValue: compact,
  },
  {
    name: 'errors',
    title: 'Errors',
    figure: ({ failed }) => compact(failed),
    exact: ({ failed }) => `${count(failed)} failed requests`,
    detail: ({ completions, failed }, refused) =>
      completions === 0
        ? `No answers${refusedText(refused)}`
        : `${shareOf(failed, completions)} of answers${refusedText(refused)}`,
    series: [{ name: 'Failed', color: '--series-5', value: ({ failed }) => failed }],
    isStacked: true,
    formatValue: compact,
  },
  {
    name: 'first-token',
    title: 'First token',
    figure: ({ firstTokenMsP50 }) => duration(firstTokenMsP50),
    unit: 'median',
    detail: ({ firstTokenMsP95 }) =>
      firstTokenMsP95 === null ? 'Not known yet' : `95% within ${duration(firstTokenMsP95)}`,
    series: [
      { name: 'Median', color: '--series-1', value: ({ firstTokenMsP50 }) => firstTokenMsP50 },
      { name: '95% within', color: '--series-4', value: ({ firstTokenMsP95 }) => firstTokenMsP95 },
    ],
    isStacked: false,
    formatValue: duration,
  },
  {
    name: 'duration',
    title: 'Duration',
    figure: ({ durationMsP50 }) => duration(durationMsP50),
    unit: 'median',
    detail: ({ durationMsP95 }) =>
      durationMsP95 === null ? 'Not known yet' : `95% within ${duration(durationMsP95)}`,
    series: [
      { name: 'Median', color: '--series-1', value: ({ durationMsP50 }) => durationMsP50 },
      { name: '95% within', color: '--series-4', value: ({ durationMsP95 }) => durationMsP95 },
    ],
    isStacked: false,
    formatValue: duration,
  },
  {
    name: 'cost',
    title: 'Cost at API prices',
    figure: ({ estimatedCostUsd }) => usd(estimatedCostUsd),
    detail: costDetail,
    series: [
      {
        name: 'Estimated cost',
        color: '--series-3',
        value: ({ estimatedCostUsd }) => estimatedCostUsd,
      },
    ],
    isStacked: true,
    formatValue: usd,
  },
];

/** The metric that an address names; the first where it names none. */
export function metricOf(name: string | null): Metric {
  // oxlint-disable-next-line typescript/no-non-null-assertion -- the list is not empty
  return metrics.find((metric) => metric.name === name) ?? metrics[0]!;
}

/** The values of a metric over time. Zeros stand in stacked bars where nothing ended, and gaps in lines. */
export function chartOf(
  metric: Metric,
  times: readonly number[],
  end: number,
  totals: readonly (Totals | null)[],
): ChartData {
  return {
    times,
    end,
    isStacked: metric.isStacked,
    series: metric.series.map(({ name, color, value }) => ({
      name,
      color,
      values: totals.map((each) => (each === null ? null : value(each))),
    })),
  };
}

/** `3.2%`; `<0.1%` where it is smaller but not zero. */
export function shareOf(part: number, whole: number): string {
  if (whole === 0) return unknown;
  const share = part / whole;
  return share > 0 && share < 0.01 ? `<${percent(0.01)}` : percent(share);
}

function refusedText(refused: number): string {
  return refused === 0 ? '' : ` · ${compact(refused)} refused`;
}

function costDetail({ estimatedCostUsd, unpricedCompletions, completions }: Totals): string {
  if (completions === 0) return 'No requests yet';
  if (estimatedCostUsd === null) return 'No price is known';
  return unpricedCompletions === 0
    ? 'An estimate'
    : `An estimate without ${compact(unpricedCompletions)} unpriced`;
}
