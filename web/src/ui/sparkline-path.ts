/** The drawing of a trend in a box of 100 by 24: its line, and the area below. */
export interface SparklinePaths {
  readonly line: string;
  readonly area: string;
}

/** Where the largest and the smallest value lie, so that the line is not cut at the edges. */
const top = 1.5;
const bottom = 22.5;

/**
 * The paths of evenly spaced values from 0 up, oldest first. A gap of unknown values (null) is left
 * open. Undefined where fewer than two are known.
 *
 * @param max The value at the upper edge. Default: the largest of them.
 */
export function sparklinePaths(
  values: readonly (number | null)[],
  max?: number,
): SparklinePaths | undefined {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return undefined;
  const scale = max ?? Math.max(...known, 0);
  const x = (index: number): string => round((index / (values.length - 1)) * 100);
  const y = (value: number): string =>
    round(scale <= 0 ? bottom : bottom - (Math.min(value, scale) / scale) * (bottom - top));
  let line = '';
  let area = '';
  for (const run of runsOf(values)) {
    const points = run.map(([index, value]) => `${x(index)} ${y(value)}`).join('L');
    line += `M${points}`;
    area += `M${x(run[0]?.[0] ?? 0)} 24L${points}L${x(run.at(-1)?.[0] ?? 0)} 24Z`;
  }
  return { line, area };
}

/** Neighboring known values, with their places. */
function runsOf(values: readonly (number | null)[]): [index: number, value: number][][] {
  const runs: [number, number][][] = [];
  let isOpen = false;
  for (const [index, value] of values.entries()) {
    if (value !== null) {
      if (isOpen) runs.at(-1)?.push([index, value]);
      else runs.push([[index, value]]);
    }
    isOpen = value !== null;
  }
  return runs;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
