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
    let height = outer.scrollHeight;
    const scrolled = (): void => {
      // By the height that the reader saw: content may have been added since, and is not followed yet.
      isAtEnd = height - outer.scrollTop - outer.clientHeight < nearPx;
    };
    const grown = new ResizeObserver(() => {
      height = outer.scrollHeight;
      if (isAtEnd) outer.scrollTop = height;
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
