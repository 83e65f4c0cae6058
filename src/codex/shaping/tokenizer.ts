import { createRequire } from 'node:module';
import type * as Ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import type * as Encoding from 'gpt-tokenizer/encoding/o200k_base';
import { eachPreToken } from './pre-tokens.ts';

/** Tokenizes one pre-token. */
export interface Tokenizer {
  readonly encode: (piece: string) => readonly number[];
  /** The number of UTF-8 bytes of a token. */
  readonly byteLength: (token: number) => number;
}

/** Counts a text's tokens as it grows. Linear in the text, no matter how it is chunked. */
export interface TokenCounter {
  add(text: string): void;
  /** The tokens of all text so far. */
  readonly total: number;
}

const require = createRequire(import.meta.url);

/** Treats text that is spelled like a special token as plain text. */
const plainText = { disallowedSpecial: new Set<string>() };

/** Minimum length of text to tokenize; less would be tokenized again with the next delta. */
const batchLength = 512;

/**
 * The tokenizer of the GPT-4o and GPT-5 families (o200k_base). Loads its tables at the first call,
 * because they take 130 ms and 70 MB.
 */
export function loadTokenizer(): Tokenizer {
  const { encode }: typeof Encoding = require('gpt-tokenizer/encoding/o200k_base');
  const ranks: typeof Ranks = require('gpt-tokenizer/bpeRanks/o200k_base');
  return {
    encode: (piece) => encode(piece, plainText),
    byteLength: (token) => {
      const bytes = ranks.default[token] ?? '';
      return typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length;
    },
  };
}

/** The number of tokens of a text. */
export function countTokens(text: string): number {
  const counter = tokenCounter();
  counter.add(text);
  return counter.total;
}

/** A counter that starts at zero. */
export function tokenCounter(): TokenCounter {
  const tokenizer = loadTokenizer();
  let settled = 0;
  let rest = '';
  const count = (text: string, isWhole: boolean): { tokens: number; end: number } => {
    let tokens = 0;
    const end = eachPreToken(text, isWhole, (piece) => {
      tokens += tokenizer.encode(piece).length;
      return true;
    });
    return { tokens, end };
  };
  return {
    add(text) {
      rest += text;
      if (rest.length < batchLength) return;
      const { tokens, end } = count(rest, false);
      settled += tokens;
      rest = rest.slice(end);
    },
    get total() {
      return settled + count(rest, true).tokens;
    },
  };
}
