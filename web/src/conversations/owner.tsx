import type { VNode } from 'preact';

/** Whose a conversation is, for a reader who sees those of others. */
export function Owner({ owner }: { owner: string | null }): VNode | null {
  if (owner === null || owner === 'local') return null;
  return <span>{owner.replace(/^(?:key|origin):/, '')}</span>;
}
