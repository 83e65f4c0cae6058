import type { ComponentChildren, VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { Sparkline } from './sparkline.tsx';
import style from './tile.module.css';

/** What a tile tells about its figure by color; its second line says the same by words. */
export type TileTone = 'plain' | 'good' | 'warning' | 'bad';

/** One figure with its unit, its trend, and the way to the page that explains it. */
export function Tile({
  label,
  figure,
  unit,
  exact,
  detail,
  trend,
  trendMax,
  tone = 'plain',
  to,
}: {
  label: string;
  /** The figure as text: `12.4K`, `74`, `–` where it is not known. */
  figure: string;
  /** What the figure counts: `tokens`, `ms`. */
  unit?: string;
  /** The exact value with its unit, for the title. */
  exact?: string;
  /** The second line: what the figure means. */
  detail?: ComponentChildren;
  /** Values of the past, oldest first, evenly spaced; null where one is not known. Zeros alone are not drawn. */
  trend?: readonly (number | null)[];
  /** The value at the upper edge of the trend. Default: the largest. */
  trendMax?: number;
  tone?: TileTone;
  /** The page that it leads to, below `/ui/`, with its query. */
  to: string;
}): VNode {
  return (
    <a class={`${style['tile']} ${style[tone]}`} href={addressOf(to)}>
      <span class={style['label']}>{label}</span>
      <span class={style['figure']} title={exact}>
        {figure}
        {unit !== undefined && <span class={style['unit']}>{unit}</span>}
      </span>
      <span class={style['detail']}>{detail}</span>
      {trend?.some(Boolean) && (
        <span class={style['trend']}>
          <Sparkline values={trend} {...(trendMax !== undefined && { max: trendMax })} />
        </span>
      )}
    </a>
  );
}

/** Tiles side by side, as many as fit. */
export function Tiles({ children }: { children: ComponentChildren }): VNode {
  return <div class={style['tiles']}>{children}</div>;
}
