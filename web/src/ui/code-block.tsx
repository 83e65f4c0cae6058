import type { VNode } from 'preact';
import { CopyButton } from './copy-button.tsx';
import style from './code-block.module.css';

/** Text to paste, with where it goes and a button that copies it. */
export function CodeBlock({ title, text }: { title: string; text: string }): VNode {
  return (
    <figure class={style['block']}>
      <figcaption class={style['head']}>
        <span class={style['title']}>{title}</span>
        <CopyButton text={() => text} />
      </figcaption>
      {/* It scrolls, so it takes the focus of the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre class={style['text']} tabIndex={0} translate={false}>
        <code>{text.trimEnd()}</code>
      </pre>
    </figure>
  );
}
