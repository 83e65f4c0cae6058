import type { VNode } from 'preact';
import { Table, type Column } from '../ui/table.tsx';
import { bucketName } from './bucket-names.ts';
import { totalsColumns } from './totals-columns.tsx';
import type { Totals } from './metrics.ts';
import type { Range } from './ranges.ts';

/** The buckets in which something ended, newest first. */
export function TimeTable({
  granularity,
  starts,
  rows,
}: {
  granularity: Range['granularity'];
  starts: readonly number[];
  rows: readonly (Totals | null)[];
}): VNode {
  const shown = starts
    .flatMap((start, index) => {
      const totals = rows[index];
      return totals ? [{ start, totals }] : [];
    })
    .toReversed();
  const columns: Column<(typeof shown)[number]>[] = [
    { title: 'Time', cell: ({ start }) => bucketName(granularity, start) },
    ...totalsColumns,
  ];
  return (
    <Table label="Usage over time" columns={columns} rows={shown} rowKey={({ start }) => start} />
  );
}
