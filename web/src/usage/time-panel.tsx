import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Chart, Swatch } from '../ui/chart/chart.tsx';
import { isComparable } from '../ui/chart/chart-data.ts';
import { toCsv } from '../ui/csv.ts';
import { download } from '../ui/download.ts';
import { axisName, bucketName, endOf } from './bucket-names.ts';
import { chartOf, shareOf, type Metric, type Totals } from './metrics.ts';
import type { Range } from './ranges.ts';
import { totalsByStart, type Bucket } from './series.ts';
import { TimeTable } from './time-table.tsx';
import { timeCsv } from './usage-csv.ts';
import style from './usage.module.css';

/** One figure over time: a chart where there is something to compare, its sums, and all figures as a table. */
export function TimePanel({
  metric,
  range,
  totals,
  buckets,
}: {
  metric: Metric;
  range: Range;
  totals: Totals;
  buckets: readonly Bucket<Totals>[];
}): VNode {
  const { granularity, starts } = range;
  const rows = useMemo(() => totalsByStart(starts, buckets), [starts, buckets]);
  const data = useMemo(
    () => chartOf(metric, starts, endOf(granularity, starts.at(-1) ?? 0), rows),
    [metric, granularity, starts, rows],
  );
  const sums = metric.series.map(({ value }) => value(totals));
  return (
    <section class={style['time']} aria-label={`${metric.title} over time`}>
      <Legend metric={metric} sums={sums} />
      {isComparable(data) ? (
        <Chart
          label={`${metric.title} over time: ${metric.series
            .map(({ name }, index) => `${name} ${textOf(metric, sums[index])}`)
            .join(', ')}`}
          data={data}
          formatValue={metric.formatValue}
          formatTime={(time) => axisName(granularity, time)}
          formatBucket={(start) => bucketName(granularity, start)}
        />
      ) : (
        <p class={style['single']}>{singleText(granularity, starts, rows)}</p>
      )}
      <details class={style['details']}>
        <summary>Show as table</summary>
        <div class={style['tableHead']}>
          <Button
            icon="download"
            onClick={() => {
              const { header, cells } = timeCsv(starts, rows);
              download('usage-over-time.csv', 'text/csv', toCsv(header, cells));
            }}
          >
            Download CSV
          </Button>
        </div>
        <TimeTable granularity={granularity} starts={starts} rows={rows} />
      </details>
    </section>
  );
}

function Legend({
  metric,
  sums,
}: {
  metric: Metric;
  sums: readonly (number | null | undefined)[];
}): VNode {
  const whole = sums.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const hasShares = metric.isStacked && metric.series.length > 1;
  return (
    <dl class={style['legend']}>
      {metric.series.map(({ name, color }, index) => (
        <div key={name}>
          <dt>
            <Swatch color={color} /> {name}
          </dt>
          <dd>
            {textOf(metric, sums[index])}
            {hasShares && whole > 0 && (
              <span class={style['unit']}> {shareOf(sums[index] ?? 0, whole)}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(metric: Metric, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : metric.formatValue(value);
}

/** Says why there is no chart. */
function singleText(
  granularity: Range['granularity'],
  starts: readonly number[],
  rows: readonly (Totals | null)[],
): string {
  const index = rows.findIndex((row) => row !== null);
  if (index < 0) return 'No request ended in this span of time.';
  return `Everything ended in ${bucketName(granularity, starts[index] ?? 0)}, so there is nothing to compare over time yet.`;
}
