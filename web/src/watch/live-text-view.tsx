import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { oncePerFrame } from '../store/once-per-frame.ts';
import type { LiveText } from './live-text.ts';
import style from './watch.module.css';

/** Shows a text while it grows: pieces are appended to its node once per frame. */
export function LiveTextView({
  text,
  isCode = false,
}: {
  text: LiveText;
  isCode?: boolean;
}): VNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = document.createTextNode(text.get());
    place.current?.replaceChildren(node);
    let waiting = '';
    const flush = oncePerFrame(() => {
      if (waiting === '') return;
      const follow = followed(place.current);
      node.appendData(waiting);
      waiting = '';
      follow();
    });
    return text.subscribe({
      appended(piece) {
        waiting += piece;
        flush();
      },
      replaced(all) {
        waiting = '';
        node.data = all;
      },
    });
  }, [text]);
  // No translation: it would replace the node that grows.
  return <div ref={place} class={isCode ? style['code'] : style['text']} translate={false} />;
}

/** How near to its end a scrolled element counts as read to the end, in pixels. */
const nearPx = 40;

/**
 * Looks whether the reader is at the end of the nearest part that scrolls. The returned function goes
 * there again if so.
 */
function followed(element: HTMLElement | null): () => void {
  const scroller = element?.closest<HTMLElement>('[data-follows]');
  if (!scroller) return () => {};
  const { scrollHeight, scrollTop, clientHeight } = scroller;
  const isAtEnd = scrollHeight - scrollTop - clientHeight < nearPx;
  return () => {
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
  };
}
