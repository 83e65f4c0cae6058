import type { Builder } from '../builder.ts';

/** `DateTime`, the type of all points in time. */
export function addDateTime(builder: Builder): void {
  builder.scalarType('DateTime', {
    description: 'A point in time, RFC 3339 in UTC with milliseconds: `2026-01-31T12:00:00.000Z`.',
    specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
    serialize: (value) => value.toISOString(),
  });
}
