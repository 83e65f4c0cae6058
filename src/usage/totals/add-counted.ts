import type { CellSink } from './packed-cells.ts';
import { sumColumns, sumIndex } from './sums.ts';

/** The columns of counted rows, see `addCounted`. */
export const countedColumns: readonly string[] = ['first_token_bin', 'duration_bin', ...sumColumns];

const completions = sumIndex('completions');

/** Adds what rows of a group and of one pair of bins count for, in the order of `countedColumns`. */
export function addCounted(counted: readonly number[], groupId: number, sink: CellSink): void {
  const [firstTokenBin = -1, durationBin = -1, ...sums] = counted;
  const count = sums[completions] ?? 0;
  sink.addSums(sums, groupId);
  if (firstTokenBin >= 0) sink.addFirstTokens(firstTokenBin, count);
  if (durationBin >= 0) sink.addDurations(durationBin, count);
}
