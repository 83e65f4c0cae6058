import type { VNode } from 'preact';

/** A sentence of the gateway, in which backticks enclose code. */
export function WithCode({ text }: { text: string }): VNode {
  // A part does not move among the others, so its place is its key.
  const parts = text.split('`').map((part, index) => [index, part] as const);
  return (
    <>{parts.map(([index, part]) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}
