import { mixtures } from './splits.ts';

/** What meets at the edges of pre-tokens. */
const letters = ['a', 'Ab', 'ABC', 'the', ' word', "'", "'s", "'ll", 'don', 'é', 'e\u0301', 'ǅ'];
const signs = [' ', '  ', '\n', '\r\n', ' \n', '\t', '.', '...', '/', '!?', '\u{feff}', '{"a": 1}'];
const others = ['1', '23', '4567', '٣', '漢字', 'かな', '한국', 'ไทย', '😀', '👩‍👩‍👧', '𐐨'];
const pieces = [...letters, ...signs, ...others, '<|endoftext|>'];

const prose =
  'The quick brown fox didn’t jump; it’s 12,345.67 metres (about 7.67 mi) away.\n\n' +
  '```ts\nexport const answer = (x: number): string => `${x * 2}`;\n```\n' +
  '狐は速い。Ελληνικά, русский и עברית — naïve café 🦊🦊.';

/** Texts that a tokenizer may stumble over. */
export const texts = [prose, ...mixtures(pieces, { count: 80, length: 25, seed: 7 })];
