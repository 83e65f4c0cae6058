/** How likely a token was. */
export interface TokenProbability {
  readonly token: string;
  /** The natural logarithm of its probability. */
  readonly logprob: number;
  /** Its UTF-8 bytes, of which a token may hold a part of a character. */
  readonly bytes: readonly number[];
}

/** How likely a token of the answer was, and what else was likely at its place. */
export interface TokenLogprob extends TokenProbability {
  /** The likeliest tokens; empty unless the request asks for some. */
  readonly top: readonly TokenProbability[];
}

/** A token at its place in the answer. */
export interface PlacedLogprob extends TokenLogprob {
  /** The length of the answer's text with the piece that the token came with, in code units. */
  readonly end: number;
}

/** The tokens of a text that is read in pieces. */
export interface LogprobReader {
  /** The tokens of the next piece. */
  next(text: string): readonly TokenLogprob[];
}

/** A reader from the beginning of an answer. */
export function createLogprobReader({
  logprobs,
}: {
  readonly logprobs: readonly PlacedLogprob[];
}): LogprobReader {
  let position = 0;
  let count = 0;
  return {
    next(text) {
      position += text.length;
      const start = count;
      while ((logprobs[count]?.end ?? Infinity) <= position) count += 1;
      return logprobs.slice(start, count);
    },
  };
}
