import type { FinishReason } from '../completion/events.ts';

/** What a cutter lets through. */
export interface CutText {
  readonly text: string;
  /** Whether the answer ends after `text`; all that follows is dropped. */
  readonly isCut: boolean;
}

/** Lets an answer's text through up to the place where the answer has to end. */
export interface Cutter {
  /** Why an answer that is cut here ends. */
  readonly reason: FinishReason;
  /** Takes more text and returns what may be sent now; the rest is held back. */
  write(text: string): CutText;
  /** Gives what was held back: no more text comes. */
  end(): CutText;
}

/** What all limiters made of a text. */
export interface Advance {
  readonly text: string;
  /** Why the answer ends after `text`; null while it continues. */
  readonly cut: FinishReason | null;
}

/**
 * Sends text through limiters, one after the other. Where one cuts, those after it have seen the
 * end of the text and give out what they held; a later one may then cut earlier still.
 *
 * @param isEnd Whether no more text comes.
 */
export function advance(cutters: readonly Cutter[], text: string, isEnd: boolean): Advance {
  let passed = text;
  let cut: FinishReason | null = null;
  let isLast = isEnd;
  for (const cutter of cutters) {
    const next = isLast ? writeAndEnd(cutter, passed) : cutter.write(passed);
    passed = next.text;
    if (next.isCut) {
      cut = cutter.reason;
      isLast = true;
    }
  }
  return { text: passed, cut };
}

function writeAndEnd(cutter: Cutter, text: string): CutText {
  const written = cutter.write(text);
  if (written.isCut) return written;
  const held = cutter.end();
  return { text: written.text + held.text, isCut: held.isCut };
}
