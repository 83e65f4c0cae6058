import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useQuery } from '../hooks/use-query.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { BreakdownPanel } from './breakdown-panel.tsx';
import { ErrorsPanel } from './errors-panel.tsx';
import { FilterChips } from './filter-chips.tsx';
import { UsageByGroupDocument, UsageDocument } from './generated/graphql.ts';
import { groupsOf } from './breakdown.ts';
import { MetricTabs } from './metric-tabs.tsx';
import { refusedIn } from './refusals.ts';
import { rangeNames } from './ranges.ts';
import { RefusalsPanel } from './refusals-panel.tsx';
import { TimePanel } from './time-panel.tsx';
import { useSelection } from './use-selection.ts';
import style from './usage.module.css';

const pollMs = 10_000;

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** What was used over time: tokens, requests, errors, times and cost, in all and by group. */
export function UsagePage(): VNode {
  const { router } = useApp();
  const selection = useSelection();
  const { range, rangeName, dimension, metric, filter } = selection;
  const span = {
    from: new Date(range.starts[0] ?? 0).toISOString(),
    to: range.to === null ? null : new Date(range.to).toISOString(),
    granularity: range.granularity,
    timeZone,
    filter,
  };
  const { data, error, reload } = useQuery(UsageDocument, span, pollMs);
  // A query of its own: too many groups must not take the rest of the page away.
  const grouped = useQuery(UsageByGroupDocument, { ...span, groupBy: dimension.groupBy }, pollMs);
  const isKept = data?.overTime.retentionDays !== 0;
  const problems = data && (
    <>
      <ErrorsPanel errors={data.errors} />
      <RefusalsPanel refusals={data.refusals} />
    </>
  );
  return (
    <Page
      title="Usage"
      actions={
        <Segmented
          label="Span of time"
          value={rangeName}
          options={rangeNames}
          onSelect={(name) => router.select({ range: name })}
        />
      }
    >
      <FilterChips />
      {error && <Failure error={error} retry={reload} />}
      {!isKept && (
        <Notice kind="warning" title="This gateway keeps no usage.">
          <p>
            It was started with <code>--usage-days 0</code>.
          </p>
        </Notice>
      )}
      {data && isKept && (
        <>
          <div class={style['lead']}>
            <MetricTabs
              metric={metric}
              totals={data.overTime.totals}
              refused={refusedIn(data.refusals)}
              onSelect={(name) => router.select({ show: name })}
            />
            <TimePanel
              metric={metric}
              range={range}
              totals={data.overTime.totals}
              buckets={data.overTime.buckets}
            />
          </div>
          {metric.name === 'errors' && problems}
          <BreakdownPanel
            dimension={dimension}
            groups={
              grouped.data &&
              grouped.answered?.groupBy === dimension.groupBy &&
              groupsOf(dimension, grouped.data.usage.groups)
            }
            error={grouped.error}
            retry={grouped.reload}
            all={data.overTime.totals}
          />
          {metric.name !== 'errors' && problems}
        </>
      )}
    </Page>
  );
}
