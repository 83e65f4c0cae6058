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
