import type { ComponentChildren, JSX, VNode } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import style from './button.module.css';

/** How much a button asks to be pressed. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger';

type Native = Omit<JSX.IntrinsicElements['button'], 'type' | 'icon'>;

/** A button with text. It never submits a form unless `submits`. */
export function Button({
  kind = 'plain',
  icon,
  submits = false,
  children,
  ...native
}: Native & {
  kind?: ButtonKind;
  icon?: IconName;
  submits?: boolean;
  children: ComponentChildren;
}): VNode {
  return (
    <button
      {...native}
      type={submits ? 'submit' : 'button'}
      class={`${style['button']} ${style[kind]}`}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button that is an icon. Its label is its name, and its title. */
export function IconButton({
  icon,
  label,
  ...native
}: Native & { icon: IconName; label: string }): VNode {
  return (
    <button {...native} type="button" class={style['icon']} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
