import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Builder } from './builder.ts';

const rfc3339 = z.iso.datetime({ offset: true });

/** `DateTime`, the type of all points in time. */
export function addDateTime(builder: Builder): void {
  builder.scalarType('DateTime', {
    description: 'A point in time, RFC 3339 in UTC with milliseconds: `2026-01-31T12:00:00.000Z`.',
    specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
    serialize: (value) => value.toISOString(),
    parseValue: (value) => {
      const { data } = rfc3339.safeParse(value);
      if (data !== undefined) return new Date(data);
      throw new GraphQLError('DateTime must be a point in time like 2026-01-31T12:00:00Z.');
    },
  });
}
