import type { VNode } from 'preact';
import { sparklinePaths } from './sparkline-path.ts';
import style from './sparkline.module.css';

/**
 * A trend without axes, in the color of its text. It stands beside the figure that it leads to, and so
 * says nothing to a screen reader. Draws nothing where fewer than two values are known.
 *
 * @param values Oldest first, evenly spaced; null where a value is not known.
 * @param max The value at the upper edge. Default: the largest of them.
 */
export function Sparkline({
  values,
  max,
}: {
  values: readonly (number | null)[];
  max?: number;
}): VNode | null {
  const paths = sparklinePaths(values, max);
  if (paths === undefined) return null;
  return (
    <svg
      class={style['sparkline']}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class={style['area']} d={paths.area} />
      <path class={style['line']} d={paths.line} />
    </svg>
  );
}
