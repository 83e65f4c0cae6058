/** Steps between the numbers of an axis: 1, 2 and 5 of every power of ten. Nothing is counted in halves. */
export const axisCounts: readonly number[] = Array.from({ length: 15 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps between the times of an axis, in seconds. */
export const axisSpans: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 4, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 7, 14].map((count) => count * day),
];
