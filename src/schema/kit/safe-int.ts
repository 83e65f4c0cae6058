import type { Builder } from './builder.ts';

/** `SafeInt`, for sums and times that grow beyond `Int`. */
export function addSafeInt(builder: Builder): void {
  builder.scalarType('SafeInt', {
    description:
      'A whole number up to 2^53 - 1, as a plain JSON number. `Int` ends at 2^31 - 1, which the tokens of a busy week exceed, and the milliseconds until the quota of a month resets.',
    serialize: (value) => value,
  });
}
