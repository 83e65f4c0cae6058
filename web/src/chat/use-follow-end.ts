import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** How near to its end a scrolled element counts as read to the end, in pixels. */
const nearPx = 40;

/**
 * Keeps a scrolled element at its end while its content grows, first and as long as the reader is
 * there.
 */
export function useFollowEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (outer === null || inner === null) return undefined;
    let isAtEnd = true;
    const scrolled = (): void => {
      isAtEnd = outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearPx;
    };
    const grown = new ResizeObserver(() => {
      if (isAtEnd) outer.scrollTop = outer.scrollHeight;
    });
    outer.addEventListener('scroll', scrolled, { passive: true });
    grown.observe(inner);
    grown.observe(outer);
    return () => {
      outer.removeEventListener('scroll', scrolled);
      grown.disconnect();
    };
  }, [scroller, content]);
}
