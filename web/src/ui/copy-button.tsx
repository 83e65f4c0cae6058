import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import type { IconName } from './icons.ts';

/** Copies a text and says so for two seconds. */
export function CopyButton({
  text,
  label = 'Copy',
  icon = 'copy',
}: {
  text: () => string;
  label?: string;
  icon?: IconName;
}): VNode {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(null), 2000);
  };
  return (
    <Button icon={outcome === 'copied' ? 'check' : icon} onClick={() => void copy()}>
      <span aria-live="polite">{outcome === null ? label : words[outcome]}</span>
    </Button>
  );
}

const words = { copied: 'Copied', refused: 'The browser refused' } as const;
