import type { VNode } from 'preact';
import { exactTime, fromNow, percent, time } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import type { IconName } from '../ui/icons.ts';
import type { HistoryPoint } from './history.ts';
import { HistoryLine } from './history-line.tsx';
import type { Pace, PaceState } from './pace.ts';
import { windowTitle, type QuotaWindow } from './quota-window.ts';
import style from './quota.module.css';

const looks: Readonly<Record<PaceState, readonly [icon: IconName, word: string, tone: string]>> = {
  'used-up': ['failed', 'Used up', 'bad'],
  'too-fast': ['warning', 'Ends before its reset', 'warning'],
  ahead: ['up', 'Ahead of an even pace', 'warning'],
  within: ['completed', 'Within an even pace', 'good'],
  unknown: ['about', 'Pace not known', 'plain'],
};

/** One window of the quota: how much is used, how that compares with an even use, and when it changes. */
export function WindowPanel({
  window,
  pace,
  points,
  now,
}: {
  window: QuotaWindow;
  pace: Pace;
  points: readonly HistoryPoint[];
  now: number;
}): VNode {
  const title = windowTitle(window);
  const [icon, word, tone] = looks[pace.state];
  return (
    <section
      class={`${style['window']} ${style[tone]} ${pace.isStale ? style['stale'] : ''}`}
      aria-label={title}
    >
      <header>
        <h2>{title}</h2>
        <span class={style['state']}>
          <Icon name={icon} />
          {word}
        </span>
      </header>
      <p class={style['figure']}>
        {percent(window.usedPercent / 100)}
        <span> used</span>
      </p>
      <Bar title={title} used={window.usedPercent} even={pace.evenPercent} />
      <dl class={style['facts']}>
        <Fact title="Resets" at={pace.resetsAt} now={now} />
        <div>
          <dt>Used up</dt>
          <dd>{usedUpText(window, pace, points.length > 1, now)}</dd>
        </div>
        <div>
          <dt>Observed</dt>
          <dd title={exactTime(window.observedAt)}>
            {fromNow(window.observedAt, now)}
            {pace.isStale && ', may be out of date'}
          </dd>
        </div>
      </dl>
      <HistoryLine points={points} pace={pace} title={title} />
    </section>
  );
}

function Bar({ title, used, even }: { title: string; used: number; even: number | null }): VNode {
  return (
    <div class={style['scale']}>
      <div
        class={style['bar']}
        role="meter"
        aria-label={`${title} used`}
        aria-valuenow={Math.round(used)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={`${percent(used / 100)} used${even === null ? '' : `, ${percent(even / 100)} at an even pace`}`}
      >
        <span class={style['fill']} style={{ width: `${Math.min(100, used)}%` }} />
      </div>
      {even !== null && (
        <>
          <span class={style['mark']} style={{ left: `${even}%` }} aria-hidden="true" />
          <span class={style['markText']} aria-hidden="true">
            <span class={style['markSample']} /> {percent(even / 100)} would be an even pace
          </span>
        </>
      )}
    </div>
  );
}

function Fact({ title, at, now }: { title: string; at: number | null; now: number }): VNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd title={at === null ? '' : exactTime(new Date(at))}>
        {at === null ? 'not known' : `${time(new Date(at))}, ${fromNow(new Date(at), now)}`}
      </dd>
    </div>
  );
}

/** When it is used up. With one reading only, no rate is known. */
function usedUpText(window: QuotaWindow, pace: Pace, hasRate: boolean, now: number): string {
  if (pace.state === 'used-up') {
    return pace.exhaustedAt === null ? 'now' : `since ${time(new Date(pace.exhaustedAt))}`;
  }
  if (pace.exhaustedAt !== null) {
    const at = new Date(pace.exhaustedAt);
    return pace.exhaustedAt <= now
      ? 'any moment, at the present rate'
      : `${time(at)}, ${fromNow(at, now)}, at the present rate`;
  }
  return window.resetsAt !== null && hasRate
    ? 'not before its reset, at the present rate'
    : 'not known yet, there are too few readings';
}
