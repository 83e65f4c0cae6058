import type { ComponentChildren, VNode } from 'preact';
import style from './fact-list.module.css';

/** Names and values below each other. */
export function FactList({ children }: { children: ComponentChildren }): VNode {
  return <dl class={style['list']}>{children}</dl>;
}

/** A name and its value. */
export function Fact({
  name,
  exact,
  children,
}: {
  name: string;
  /** The exact value, for the title. */
  exact?: string | undefined;
  children: ComponentChildren;
}): VNode {
  return (
    <div class={style['fact']}>
      <dt>{name}</dt>
      <dd title={exact}>{children}</dd>
    </div>
  );
}
