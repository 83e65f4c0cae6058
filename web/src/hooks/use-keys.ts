import { useEffect, useRef } from 'preact/hooks';

/** What a key does. Keys are named as in `KeyboardEvent.key`; `g b` is one after the other. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Two keys of a sequence lie at most this far apart, in milliseconds. */
const sequenceMs = 1200;

/**
 * Runs actions for keys while the component is there, except while the reader types into a field or a
 * modal dialog is open: that has keys of its own.
 */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isDialogOpen()) return;
      const { key } = event;
      const isSequence = event.timeStamp - before.at < sequenceMs;
      const action =
        (isSequence ? current.current[`${before.key} ${key}`] : undefined) ?? current.current[key];
      before = { key, at: event.timeStamp };
      if (action === undefined) return;
      event.preventDefault();
      action(event);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

/** After a click beside its controls the keys of a dialog go to the body. */
function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
