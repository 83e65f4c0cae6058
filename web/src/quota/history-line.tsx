import type { VNode } from 'preact';
import { exactTime, percent, time } from '../ui/format.ts';
import type { HistoryPoint } from './history.ts';
import type { Pace } from './pace.ts';
import style from './quota.module.css';

const width = 400;
const height = 100;

/** How a window was used since its start, beside the line of an even use. Nothing where fewer than two readings are known. */
export function HistoryLine({
  points,
  pace,
  title,
}: {
  points: readonly HistoryPoint[];
  pace: Pace;
  title: string;
}): VNode | null {
  const { startsAt, resetsAt } = pace;
  if (startsAt === null || resetsAt === null || points.length < 2) return null;
  const x = (at: number): number =>
    Math.round(((at - startsAt) / (resetsAt - startsAt)) * width * 10) / 10;
  const y = (used: number): number => Math.round((1 - used / 100) * height * 10) / 10;
  const line = points.map(({ at, usedPercent }) => `${x(at)} ${y(usedPercent)}`).join('L');
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure class={style['history']}>
      <div class={style['plot']}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: from ${percent((first?.usedPercent ?? 0) / 100)} to ${percent((last?.usedPercent ?? 0) / 100)} in ${points.length} readings`}
        >
          <path class={style['even']} d={`M0 ${height}L${width} 0`} />
          {first && last && (
            <path
              class={style['area']}
              d={`M${x(first.at)} ${height}L${line}L${x(last.at)} ${height}Z`}
            />
          )}
          <path class={style['line']} d={`M${line}`} />
        </svg>
      </div>
      <figcaption>
        <span title={exactTime(new Date(startsAt))}>{time(new Date(startsAt))}</span>
        <span>
          <span class={style['dash']} aria-hidden="true" /> even pace
        </span>
        <span title={exactTime(new Date(resetsAt))}>{time(new Date(resetsAt))}</span>
      </figcaption>
    </figure>
  );
}
