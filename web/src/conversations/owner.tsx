import type { VNode } from 'preact';
import { PrivateName } from '../ui/private-name.tsx';

/** Whose a conversation is, for a reader who sees those of others; nothing for one without a key. */
export function Owner({ owner }: { owner: string | null }): VNode | null {
  if (owner === null || owner === 'local') return null;
  if (owner.startsWith('key:')) return <PrivateName kind="key" text={owner.slice(4)} />;
  return <span translate={false}>{owner.replace(/^origin:/, '')}</span>;
}
