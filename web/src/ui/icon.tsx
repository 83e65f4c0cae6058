import { h, type VNode } from 'preact';
import { icons, type IconName } from './icons.ts';
import style from './icon.module.css';

/** An icon in the size of its text. It says nothing to a screen reader: give its neighbor a name. */
export function Icon({ name, spins = false }: { name: IconName; spins?: boolean }): VNode {
  return (
    <svg
      class={spins ? `${style['icon']} ${style['spins']}` : style['icon']}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {icons[name].map(([element, attributes]) => h(element, { ...attributes }))}
    </svg>
  );
}
