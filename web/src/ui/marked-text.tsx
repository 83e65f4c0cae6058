import type { VNode } from 'preact';

/** A sentence in which backticks mark code. */
export function Marked({ text }: { text: string }): VNode {
  return (
    <>
      {text
        .split('`')
        // Every second piece stands between backticks. Pieces never change their places.
        // oxlint-disable-next-line react/no-array-index-key
        .map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}
    </>
  );
}
