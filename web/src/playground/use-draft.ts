import { useCallback, useRef, useState } from 'preact/hooks';
import { keepDraft, readDraft, type Draft } from './draft.ts';

/** Changes some fields of a draft. */
export type EditDraft = (change: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void;

/** The draft of this tab, which outlives a reload. */
export function useDraft(): readonly [Draft, EditDraft] {
  const [draft, setDraft] = useState(() => readDraft(sessionStorage));
  const current = useRef(draft);
  const edit = useCallback<EditDraft>((change) => {
    const before = current.current;
    current.current = { ...before, ...(typeof change === 'function' ? change(before) : change) };
    keepDraft(sessionStorage, current.current, before);
    setDraft(current.current);
  }, []);
  return [draft, edit];
}
