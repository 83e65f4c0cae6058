import type { VNode } from 'preact';
import style from './playground.module.css';

/** What keeps a field from being sent. */
export function Fault({ text }: { text: string }): VNode {
  return (
    <p class={style['fault']} role="alert">
      {text}
    </p>
  );
}
