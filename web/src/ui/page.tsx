import type { ComponentChildren, VNode } from 'preact';
import style from './page.module.css';

/** A page: its title, one sentence about it, and its parts below each other. */
export function Page({
  title,
  about,
  actions,
  children,
}: {
  title: string;
  about?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  return (
    <div class={style['page']}>
      <header class={style['head']}>
        <div>
          <h1>{title}</h1>
          {about && <p>{about}</p>}
        </div>
        {actions && <div class={style['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
