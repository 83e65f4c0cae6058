import type { Dimension, GroupFields } from './dimensions.ts';
import { valueTitle } from './dimensions.ts';
import type { Totals } from './metrics.ts';

/** One group of a span of time. */
export interface Group {
  /** Its value, as a filter takes it; null for a group without one. */
  readonly value: string | null;
  readonly title: string;
  readonly totals: Totals;
}

/** The groups by one dimension, most tokens first, then most requests. */
export function groupsOf(
  dimension: Dimension,
  groups: readonly (GroupFields & { readonly totals: Totals })[],
): readonly Group[] {
  return groups
    .map((group): Group => {
      const value = group[dimension.field];
      return { value, title: titleOf(dimension, group), totals: group.totals };
    })
    .toSorted(
      ({ totals: one }, { totals: other }) =>
        other.totalTokens - one.totalTokens || other.completions - one.completions,
    );
}

function titleOf(dimension: Dimension, group: GroupFields): string {
  const value = group[dimension.field];
  if (value === null) return dimension.none;
  // APIs that the gateway shows as one value have their own names.
  return value === 'OTHER' && group.surfaceName !== null
    ? group.surfaceName
    : valueTitle(dimension, value);
}
