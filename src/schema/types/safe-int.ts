import type { Builder } from '../builder.ts';

/** `SafeInt`, for sums that grow beyond `Int`. */
export function addSafeInt(builder: Builder): void {
  builder.scalarType('SafeInt', {
    description:
      'A whole number up to 2^53 - 1, as a plain JSON number. `Int` ends at 2^31 - 1, which the tokens of a busy week exceed.',
    serialize: (value) => value,
  });
}
