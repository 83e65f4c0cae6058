import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { oncePerFrame } from '../store/once-per-frame.ts';
import type { LiveText } from './live-text.ts';
import style from './watch.module.css';

/**
 * Pieces are appended this often at most, in milliseconds: 15 times a second looks continuous, and a
 * fast stream costs a third of what it costs in every frame.
 */
const appendMs = 65;

/** Shows a text while it grows: pieces are appended to its node in a frame. */
export function LiveTextView({
  text,
  isCode = false,
}: {
  text: LiveText;
  isCode?: boolean;
}): VNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const blocks = growInBlocks(place.current);
    blocks.clear();
    blocks.append(text.get());
    let waiting = '';
    const flush = oncePerFrame(() => {
      if (waiting === '') return;
      const follow = followed(place.current);
      blocks.append(waiting);
      waiting = '';
      follow();
    }, appendMs);
    return text.subscribe({
      appended(piece) {
        waiting += piece;
        flush();
      },
      replaced(all) {
        waiting = '';
        blocks.clear();
        blocks.append(all);
      },
    });
  }, [text]);
  // No translation: it would replace the node that grows.
  return <div ref={place} class={isCode ? style['code'] : style['text']} translate={false} />;
}

/** A block is closed at the first end of a line after so many characters. */
const blockLength = 500;

/**
 * Fills an element with a text in blocks. The browser lays out the last block anew for each piece, and
 * not all of a long text.
 */
function growInBlocks(place: HTMLElement | null): {
  append(piece: string): void;
  clear(): void;
} {
  let last: Text | undefined;
  const add = (text: string): Text => {
    const node = document.createTextNode(text);
    const block = document.createElement('div');
    block.append(node);
    place?.append(block);
    return node;
  };
  return {
    append(piece) {
      last ??= add('');
      last.appendData(piece);
      for (let end = endOfBlock(last.data); end > 0; end = endOfBlock(last.data)) {
        const rest = last.data.slice(end + 1);
        last.deleteData(end, rest.length + 1);
        last = add(rest);
      }
    },
    clear() {
      last = undefined;
      place?.replaceChildren();
    },
  };
}

/**
 * The place of the end of a line that ends the first block of a text, and is shown by that; 0 where the
 * text is one block. Empty lines begin the next block: at the end of one they would not be seen.
 */
function endOfBlock(text: string): number {
  let end = text.indexOf('\n', blockLength);
  while (text[end - 1] === '\n') end -= 1;
  return end + 1 < text.length ? Math.max(0, end) : 0;
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
