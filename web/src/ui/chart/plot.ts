import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { bucketAt, dayTicks, isDaily, plotColumns, type ChartData } from './chart-data.ts';
import { axisCounts, axisSpans } from './axis-steps.ts';
import { colorsOf } from './colors.ts';

/** The least room for a name on the axis of times, in pixels. */
const tickSpace = 64;

/** A name that is closer to an edge would be cut there, in pixels. */
const edgeSpace = 12;

/** What a plot is drawn with. */
export interface PlotOptions {
  readonly data: ChartData;
  readonly height: number;
  /** A value with its unit, for the axis. */
  readonly formatValue: (value: number) => string;
  /** A time in milliseconds since 1970, for the axis. */
  readonly formatTime: (time: number) => string;
  /** The pointer has moved; null where it has left. */
  readonly onPoint: (point: Point | null) => void;
}

/** Where the pointer is. */
export interface Point {
  /** The bucket below it. */
  readonly index: number;
  /** Its distance from the left edge of the chart, in pixels. */
  readonly left: number;
  /** Whether it is in the right half. */
  readonly isRight: boolean;
}

/** A drawn chart. */
export interface Plot {
  /** Draws other data of the same number of series. */
  setData(data: ChartData): void;
  /** Draws again, with the colors in force. */
  redraw(): void;
  setWidth(width: number): void;
  destroy(): void;
}

/** Draws a chart into an element, as wide as that is. */
export function createPlot(element: HTMLElement, options: PlotOptions): Plot {
  let { data } = options;
  const color = colorsOf(element);
  const { fontFamily } = getComputedStyle(element);
  const axis: UPlot.Axis = {
    font: `11px ${fontFamily}`,
    stroke: () => color('--ink-soft'),
    grid: { stroke: () => color('--line'), width: 1 },
    ticks: { show: false },
  };
  const drawn = data.isStacked ? data.series.toReversed() : data.series;
  const plot = new UPlot(
    {
      width: element.clientWidth,
      height: options.height,
      padding: [8, 20, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { show: !data.isStacked },
        dataIdx: (_plot, _series, index, time) => bucketAt(data, time * 1000) ?? index,
      },
      scales: {
        x: { time: true, range: () => [(data.times[0] ?? 0) / 1000, data.end / 1000] },
        y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.05 : 1] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 28,
          space: tickSpace,
          incrs: [...axisSpans],
          ...(isDaily(data) && {
            splits: ({ width }: UPlot) =>
              dayTicks(data, Math.floor(width / tickSpace) - 1).map((at) => at / 1000),
          }),
          values: (self, splits) =>
            splits.map((second) =>
              isNearEdge(self.valToPos(second, 'x'), self) ? '' : options.formatTime(second * 1000),
            ),
        },
        {
          ...axis,
          size: (_plot, values) =>
            14 + 7 * Math.max(0, ...(values ?? []).map((text) => text.length)),
          space: 36,
          incrs: [...axisCounts],
          values: (_plot, splits) => splits.map(options.formatValue),
        },
      ],
      series: [
        {},
        ...drawn.map((series): UPlot.Series => ({
          label: series.name,
          stroke: () => color(series.color),
          width: data.isStacked ? 0 : 2,
          points: { show: !data.isStacked, size: 5, fill: () => color(series.color) },
          ...(data.isStacked && {
            fill: () => color(series.color),
            ...(UPlot.paths.bars && { paths: UPlot.paths.bars({ size: [0.78, 28], align: 1 }) }),
          }),
        })),
      ],
      hooks: {
        setCursor: [
          ({ cursor, over }) => {
            const { idx, left } = cursor;
            const isInside = idx !== null && idx !== undefined && left !== undefined && left >= 0;
            const isRight = isInside && left > over.clientWidth / 2;
            options.onPoint(
              isInside ? { index: idx, left: over.offsetLeft + left, isRight } : null,
            );
          },
        ],
      },
    },
    plotColumns(data),
    element,
  );
  return {
    setData(next) {
      data = next;
      plot.setData(plotColumns(next));
    },
    redraw: () => plot.redraw(false, true),
    setWidth: (width) => plot.setSize({ width, height: options.height }),
    destroy: () => plot.destroy(),
  };
}

function isNearEdge(left: number, { bbox }: UPlot): boolean {
  return left < edgeSpace || bbox.width / devicePixelRatio - left < edgeSpace;
}
