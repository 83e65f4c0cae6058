import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { Button } from './button.tsx';
import type { ApiError } from '../api/api-error.ts';
import style from './notice.module.css';

/** A message in a page: what is, and what to do. */
export function Notice({
  kind = 'info',
  title,
  children,
}: {
  kind?: 'info' | 'success' | 'warning' | 'error';
  title: string;
  children?: ComponentChildren;
}): VNode {
  return (
    <div class={`${style['notice']} ${style[kind]}`} role={kind === 'error' ? 'alert' : 'note'}>
      <Icon name={icons[kind]} />
      <div>
        <strong>{title}</strong>
        {children && <div class={style['text']}>{children}</div>}
      </div>
    </div>
  );
}

const icons: Readonly<Record<'info' | 'success' | 'warning' | 'error', IconName>> = {
  info: 'about',
  success: 'completed',
  warning: 'warning',
  error: 'warning',
};

/** What a request failed with, and a button that tries again. */
export function Failure({ error, retry }: { error: ApiError; retry?: () => void }): VNode {
  return (
    <Notice kind="error" title={error.message}>
      <p>
        Code <code>{error.code}</code>.
      </p>
      {retry && (
        <Button icon="refresh" onClick={retry}>
          Try again
        </Button>
      )}
    </Notice>
  );
}

/** What a page shows where there is nothing yet: why, and the next step. */
export function Empty({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}): VNode {
  return (
    <div class={style['empty']}>
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
