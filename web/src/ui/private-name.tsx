import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useStore } from '../hooks/use-store.ts';

/** What a name belongs to. */
export type PrivateKind = 'key' | 'email';

/**
 * A function that gives the text to show for an e-mail address or the name of a key: the text itself,
 * or, in private mode, one that tells nothing. The same key has the same pseudonym on every page, so
 * that a chart by key can still be read.
 */
export function usePrivateName(): (kind: PrivateKind, text: string) => string {
  const { preferences } = useApp();
  const isPrivate = useStore(preferences.isPrivate);
  return (kind, text) => {
    if (!isPrivate) return text;
    return kind === 'email' ? 'hidden' : preferences.keyPseudonyms.of(text);
  };
}

/** An e-mail address or the name of a key, which private mode hides. */
export function PrivateName({ kind, text }: { kind: PrivateKind; text: string }): VNode {
  const shown = usePrivateName()(kind, text);
  return (
    <span translate={false} title={shown === text ? undefined : 'Hidden by private mode'}>
      {shown}
    </span>
  );
}
