import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import style from './panel.module.css';

/** A part of a page with a heading, and what can be done with it at its end. */
export function Panel({
  title,
  actions,
  isFlush = false,
  children,
}: {
  title: string;
  actions?: ComponentChildren;
  /** Without padding, for a table that reaches the edges. */
  isFlush?: boolean;
  children: ComponentChildren;
}): VNode {
  const id = useId();
  return (
    <section class={style['panel']} aria-labelledby={id}>
      <header class={style['head']}>
        <h2 id={id}>{title}</h2>
        {actions && <div class={style['actions']}>{actions}</div>}
      </header>
      <div class={isFlush ? style['flush'] : style['body']}>{children}</div>
    </section>
  );
}
