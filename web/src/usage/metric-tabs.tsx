import type { VNode } from 'preact';
import { metrics, type Metric, type Totals } from './metrics.ts';
import style from './usage.module.css';

/** The figures of the whole span. Each is a button that shows it over time. */
export function MetricTabs({
  metric,
  totals,
  refused,
  onSelect,
}: {
  metric: Metric;
  totals: Totals;
  /** Requests that were refused before an answer began. */
  refused: number;
  onSelect: (name: string) => void;
}): VNode {
  return (
    <ul class={style['metrics']} aria-label="Figures">
      {metrics.map((each) => (
        <li key={each.name}>
          <button
            type="button"
            class={style['metric']}
            aria-pressed={each === metric}
            onClick={() => onSelect(each.name)}
          >
            <span class={style['metricTitle']}>{each.title}</span>
            <span class={style['figure']} title={each.exact?.(totals)}>
              {each.figure(totals)}
              {each.unit !== undefined && <span class={style['unit']}> {each.unit}</span>}
            </span>
            <span class={style['detail']}>{each.detail(totals, refused)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
