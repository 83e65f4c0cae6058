import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Icon } from '../ui/icon.tsx';
import { pageOf, pages } from './pages.ts';
import style from './navigation.module.css';

/** Links to all pages. */
export function Navigation(): VNode {
  const { router } = useApp();
  const current = pageOf(useStore(router).path);
  return (
    <nav aria-label="Pages">
      <ul class={style['list']}>
        {pages.map((page) => (
          <li key={page.path}>
            <a
              class={style['link']}
              href={addressOf(page.path)}
              aria-current={page === current ? 'page' : undefined}
            >
              <Icon name={page.icon} />
              {page.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
