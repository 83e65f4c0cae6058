import type { FinishReason } from '../completion/events.ts';

/** The text that a limiter passes on. */
export interface CutText {
  readonly text: string;
  /** Whether the answer ends after `text`; all that follows is dropped. */
  readonly isCut: boolean;
}

/** Passes on an answer's text up to the position where the answer must end. */
export interface TextLimiter {
  /** The finish reason of an answer that this limiter cuts. */
  readonly reason: FinishReason;
  /** Takes more text and returns what may be sent now; the rest is held back. */
  write(text: string): CutText;
  /** Returns the held text, because no more text comes. */
  end(): CutText;
}

/** The result of all limiters for a text. */
export interface Advance {
  readonly text: string;
  /** Why the answer ends after `text`; null while it continues. */
  readonly cut: FinishReason | null;
}

/**
 * Sends text through the limiters in sequence. If one cuts, the later ones have reached the end of
 * the text and return what they held; a later one may still cut earlier.
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
