import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useNow } from '../hooks/use-now.ts';
import { duration } from '../ui/format.ts';

/** How long something has run; since it is shown where no time is given. */
export function Elapsed({ since }: { since?: string }): VNode {
  const now = useNow(500);
  const [shownAt] = useState(() => Date.now());
  const start = since === undefined ? shownAt : new Date(since).getTime();
  return <span>{duration(Math.max(0, now - start))}</span>;
}
