import type { ComponentChildren, VNode } from 'preact';
import style from './badge.module.css';

/** A word in a box beside a name: `default`, `low`. */
export function Badge({
  isStrong = false,
  title,
  children,
}: {
  /** Stands out among others. */
  isStrong?: boolean;
  title?: string | undefined;
  children: ComponentChildren;
}): VNode {
  return (
    <span class={`${style['badge']} ${isStrong ? style['strong'] : ''}`} title={title}>
      {children}
    </span>
  );
}
