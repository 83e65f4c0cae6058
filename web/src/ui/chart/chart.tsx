import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isDaily, type ChartData, type Series } from './chart-data.ts';
import { onSchemeChange } from './colors.ts';
import type { Plot, Point } from './plot.ts';
import style from './chart.module.css';

const height = 240;

/** What a chart shows, and how its values are written. */
export interface ChartProps {
  /** What the chart shows with its sums; a screen reader has nothing else of it. */
  readonly label: string;
  readonly data: ChartData;
  /** A value with its unit. */
  readonly formatValue: (value: number) => string;
  /** A time on the axis. */
  readonly formatTime: (time: number) => string;
  /** The name of the bucket that starts at a time. */
  readonly formatBucket: (start: number) => string;
}

/** A chart of bars or lines over time. Its code is loaded with the first one. Give its figures as a table too. */
export function Chart(props: ChartProps): VNode {
  const { label, data, formatValue, formatBucket } = props;
  const element = useRef<HTMLDivElement>(null);
  const [point, setPoint] = useState<Point | null>(null);
  usePlot(element, props, setPoint);
  const start = point === null ? undefined : data.times[point.index];
  return (
    <div class={style['chart']} style={{ height: `${height}px` }}>
      <div ref={element} class={style['plot']} role="img" aria-label={label} />
      {point !== null && start !== undefined && (
        <Tip
          left={point.left}
          isRight={point.isRight}
          title={formatBucket(start)}
          rows={data.series.map((series) => [
            series,
            series.values[point.index] == null ? '–' : formatValue(series.values[point.index] ?? 0),
          ])}
        />
      )}
    </div>
  );
}

/** Keeps a plot in the element: drawn anew for other series, filled anew for other values. */
function usePlot(
  element: { readonly current: HTMLDivElement | null },
  props: ChartProps,
  onPoint: (point: Point | null) => void,
): void {
  const latest = useRef(props);
  const plot = useRef<Plot | null>(null);
  useEffect(() => {
    latest.current = props;
  });
  const kind = JSON.stringify([
    props.data.isStacked,
    isDaily(props.data),
    props.data.series.map(({ name, color }) => [name, color]),
  ]);
  useEffect(() => {
    const place = element.current;
    if (place === null) return undefined;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const { createPlot } = await import('./plot.ts');
      if (isGone) return;
      plot.current = createPlot(place, {
        data: latest.current.data,
        height,
        formatValue: (value) => latest.current.formatValue(value),
        formatTime: (time) => latest.current.formatTime(time),
        onPoint,
      });
    };
    void draw();
    const sizes = new ResizeObserver(() => plot.current?.setWidth(place.clientWidth));
    sizes.observe(place);
    const stopListening = onSchemeChange(() => plot.current?.redraw());
    return () => {
      isGone = true;
      sizes.disconnect();
      stopListening();
      plot.current?.destroy();
      plot.current = null;
      onPoint(null);
    };
  }, [element, kind, onPoint]);
  useEffect(() => plot.current?.setData(props.data), [props.data]);
}

function Tip({
  left,
  isRight,
  title,
  rows,
}: {
  left: number;
  /** Whether the pointer is in the right half, so that the tip stands to its left. */
  isRight: boolean;
  title: string;
  rows: readonly (readonly [Series, string])[];
}): VNode {
  return (
    <div
      class={style['tip']}
      style={isRight ? { right: `calc(100% - ${left - 12}px)` } : { left: `${left + 12}px` }}
      aria-hidden="true"
    >
      <strong>{title}</strong>
      <dl>
        {rows.map(([series, text]) => (
          <div key={series.name}>
            <dt>
              <Swatch color={series.color} /> {series.name}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The color of a series beside its name. */
export function Swatch({ color }: { color: Series['color'] }): VNode {
  return (
    <span class={style['swatch']} style={{ background: `var(${color})` }} aria-hidden="true" />
  );
}
