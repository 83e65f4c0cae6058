import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { useKeys } from '../hooks/use-keys.ts';
import type { IconName } from './icons.ts';

/** A question without an answer is taken back after so long, in milliseconds. */
const questionMs = 5000;

/** A button for what cannot be undone: the first press asks, the second one does it. */
export function ConfirmButton({
  label,
  question,
  icon,
  isBusy,
  shortcut,
  onConfirm,
}: {
  label: string;
  /** The label after the first press: `Really cancel?`. */
  question: string;
  icon: IconName;
  isBusy: boolean;
  /** A key that presses it: `x`. */
  shortcut?: string;
  onConfirm: () => void;
}): VNode {
  const [isAsked, setAsked] = useState(false);
  const press = (): void => {
    if (isBusy) return;
    setAsked(!isAsked);
    if (isAsked) onConfirm();
  };
  // A key that is held down asks, and does not answer.
  useKeys(shortcut === undefined ? {} : { [shortcut]: ({ repeat }) => repeat || press() });
  useEffect(() => {
    if (!isAsked) return undefined;
    const timer = setTimeout(() => setAsked(false), questionMs);
    return () => clearTimeout(timer);
  }, [isAsked]);
  return (
    <Button
      kind="danger"
      icon={icon}
      disabled={isBusy}
      onClick={press}
      onKeyDown={(event) => event.repeat && event.preventDefault()}
    >
      <span aria-live="polite">{isAsked ? question : label}</span>
    </Button>
  );
}
