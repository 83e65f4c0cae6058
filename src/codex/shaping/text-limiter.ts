import type { FinishReason } from '../completion/events.ts';

/** What a limiter lets through. */
export interface CutText {
  readonly text: string;
  /** Whether the answer ends after `text`; all that follows is dropped. */
  readonly isCut: boolean;
}

/** Lets an answer's text through up to the place where the answer has to end. */
export interface TextLimiter {
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
export function advance(limiters: readonly TextLimiter[], text: string, isEnd: boolean): Advance {
  let passed = text;
  let cut: FinishReason | null = null;
  let isLast = isEnd;
  for (const limiter of limiters) {
    const next = isLast ? writeAndEnd(limiter, passed) : limiter.write(passed);
    passed = next.text;
    if (next.isCut) {
      cut = limiter.reason;
      isLast = true;
    }
  }
  return { text: passed, cut };
}

function writeAndEnd(limiter: TextLimiter, text: string): CutText {
  const written = limiter.write(text);
  if (written.isCut) return written;
  const held = limiter.end();
  return { text: written.text + held.text, isCut: held.isCut };
}
