import { useMemo } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useNow } from '../hooks/use-now.ts';
import { useStore } from '../hooks/use-store.ts';
import { dimensionOf, filterOf, type Dimension } from './dimensions.ts';
import { metricOf, type Metric } from './metrics.ts';
import { rangeNameOf, rangeOf, type Range, type RangeName } from './ranges.ts';

/** What the reader has selected; all of it is in the address. */
export interface Selection {
  readonly rangeName: RangeName;
  readonly range: Range;
  readonly dimension: Dimension;
  readonly metric: Metric;
  /** By the gateway's names of the fields. */
  readonly filter: Readonly<Record<string, string>>;
}

/** Reads the selection from the address. Its range moves on with the time. */
export function useSelection(): Selection {
  const { query } = useStore(useApp().router);
  const now = useNow(1000);
  const rangeName = rangeNameOf(query.get('range'));
  // It changes with the bucket that is now, not with every second.
  const minute = Math.floor(now / 60_000) * 60_000;
  const range = useMemo(() => rangeOf(rangeName, minute), [rangeName, minute]);
  return {
    rangeName,
    range,
    dimension: dimensionOf(query.get('by')),
    metric: metricOf(query.get('show')),
    filter: filterOf(query),
  };
}
