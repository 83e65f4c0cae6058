import type { VNode } from 'preact';
import type { ApiError } from '../api/api-error.ts';
import { useApp } from '../hooks/context.ts';
import { Button } from '../ui/button.tsx';
import { toCsv } from '../ui/csv.ts';
import { download } from '../ui/download.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { usePrivateName } from '../ui/private-name.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Table, type Column } from '../ui/table.tsx';
import type { Group } from './breakdown.ts';
import { dimensions, type Dimension } from './dimensions.ts';
import { shareOf, type Totals } from './metrics.ts';
import { totalsColumns } from './totals-columns.tsx';
import { groupCsv } from './usage-csv.ts';
import style from './usage.module.css';

const choices = dimensions.map(({ name, title }) => [name, title] as const);

/** The figures by group. A click on a group limits the page to it. */
export function BreakdownPanel({
  dimension,
  groups: given,
  error,
  retry,
  all,
}: {
  dimension: Dimension;
  /** Undefined or false until they are read. */
  groups: readonly Group[] | false | undefined;
  /** Why they could not be read. */
  error: ApiError | undefined;
  retry: () => void;
  all: Totals;
}): VNode {
  const groups = given || [];
  const { router } = useApp();
  const privateName = usePrivateName();
  const named = groups.map((group) => ({
    ...group,
    title:
      dimension.name === 'key' && group.value !== null
        ? privateName('key', group.value)
        : group.title,
  }));
  const columns = columnsOf(dimension, all, (value) => router.select({ [dimension.name]: value }));
  return (
    <Panel
      title={`By ${dimension.title === 'API' || dimension.title === 'API key' ? dimension.title : dimension.title.toLowerCase()}`}
      isFlush
      actions={
        <>
          <Segmented
            label="Group by"
            value={dimension.name}
            options={choices}
            onSelect={(name) => router.select({ by: name })}
          />
          <Button
            icon="download"
            disabled={groups.length === 0 || error !== undefined}
            onClick={() => {
              const { header, cells } = groupCsv(dimension.name, named);
              download(`usage-by-${dimension.name}.csv`, 'text/csv', toCsv(header, cells));
            }}
          >
            CSV
          </Button>
        </>
      }
    >
      {error ? (
        <Unread error={error} retry={retry} />
      ) : !given ? (
        <div aria-busy="true" />
      ) : groups.length === 0 ? (
        <p class={style['nothing']}>No request ended in this span of time.</p>
      ) : (
        <Table
          label={`Usage by ${dimension.title}`}
          columns={columns}
          rows={named}
          rowKey={({ value, title }) => value ?? `none ${title}`}
        />
      )}
    </Panel>
  );
}

/** Why there are no groups. The gateway refuses a report of too many buckets. */
function Unread({ error, retry }: { error: ApiError; retry: () => void }): VNode {
  if (error.code !== 'BAD_USER_INPUT') return <Failure error={error} retry={retry} />;
  return (
    <Notice kind="warning" title="There are too many groups to show.">
      <p>Choose a shorter span of time, another group, or limit the page by a filter.</p>
    </Notice>
  );
}

function columnsOf(
  dimension: Dimension,
  all: Totals,
  onSelect: (value: string) => void,
): readonly Column<Group>[] {
  return [
    {
      title: dimension.title,
      cell: ({ value, title }) =>
        value === null ? (
          <span class={style['none']}>{title}</span>
        ) : (
          <button
            type="button"
            class={style['group']}
            title={`Show only ${title}`}
            onClick={() => onSelect(value)}
          >
            {title}
          </button>
        ),
    },
    {
      title: 'Share',
      cell: ({ totals }) => <Share part={totals.totalTokens} whole={all.totalTokens} />,
      rank: 2,
    },
    ...totalsColumns,
  ];
}

/** A share of the tokens as a bar and as a number. */
function Share({ part, whole }: { part: number; whole: number }): VNode {
  return (
    <span class={style['share']}>
      <span class={style['track']} aria-hidden="true">
        <span style={{ width: `${whole === 0 ? 0 : (part / whole) * 100}%` }} />
      </span>
      {shareOf(part, whole)}
    </span>
  );
}
