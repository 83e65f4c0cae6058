import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { describe, expect, it } from 'vitest';
import { stopSequences } from '../../../src/codex/shaping/stop-sequences.ts';
import { tokenLimit } from '../../../src/codex/shaping/token-limit.ts';
import { cutAnswer } from './cutting.ts';
import { seeded, splits } from './splits.ts';
import { texts } from './texts.ts';

/** The first tokens of a text, without a character that is not whole. */
function firstTokens(text: string, count: number): string {
  const bytes = encode(text, { disallowedSpecial: new Set() })
    .slice(0, count)
    .map((token) => Buffer.from(ranks[token] ?? ''));
  return Buffer.concat(bytes)
    .toString()
    .replace(/\uFFFD+$/, '');
}

describe('a limit of tokens', () => {
  it('cuts exactly after the last token that is allowed, however the text arrives', () => {
    const random = seeded(3);
    for (const [seed, text] of texts.entries()) {
      const tokens = encode(text, { disallowedSpecial: new Set() }).length;
      const limit = 1 + Math.floor(random() * (tokens - 1));
      const answer = { text: firstTokens(text, limit), cut: 'length' };
      for (const deltas of splits(text, 6, seed)) {
        expect(cutAnswer([tokenLimit(limit)], deltas)).toEqual(answer);
      }
    }
  });

  it('leaves an answer of exactly so many tokens as it is', () => {
    for (const [seed, text] of texts.slice(0, 40).entries()) {
      const limit = encode(text, { disallowedSpecial: new Set() }).length;
      for (const deltas of splits(text, 3, seed)) {
        expect(cutAnswer([tokenLimit(limit)], deltas)).toEqual({ text, cut: null });
      }
    }
  });

  it('keeps a byte order mark, which is text in the middle of an answer', () => {
    const text = '\u{feff}unbelievablyunlikely';
    const first = firstTokens(text, 2);

    expect(first).toMatch(/^\u{feff}/u);
    expect(cutAnswer([tokenLimit(2)], [text])).toEqual({ text: first, cut: 'length' });
  });

  it('holds nothing back while the limit is far', () => {
    const limit = tokenLimit(100);

    expect(limit.write('unfin')).toEqual({ text: 'unfin', isCut: false });
    expect(limit.write('ished')).toEqual({ text: 'ished', isCut: false });
  });

  it('cuts a long answer at its limit', () => {
    const text = 'one two three four five '.repeat(4000);
    const deltas = text.match(/.{1,9}/gs) ?? [];

    expect(cutAnswer([tokenLimit(12_345)], deltas)).toEqual({
      text: firstTokens(text, 12_345),
      cut: 'length',
    });
  });

  it('counts a stop sequence only where it is whole within the limit', () => {
    const text = 'one two three four';
    const cut = (limit: number, sequence: string): unknown =>
      splits(text, 10, 5).map((deltas) =>
        cutAnswer([tokenLimit(limit), stopSequences([sequence])], deltas),
      );
    const all = (answer: unknown): unknown => splits(text, 10, 5).map(() => answer);

    expect(cut(2, ' three')).toEqual(all({ text: 'one two', cut: 'length' }));
    expect(cut(3, ' three')).toEqual(all({ text: 'one two', cut: 'stop' }));
    expect(cut(3, 'three four')).toEqual(all({ text: 'one two three', cut: 'length' }));
  });
});
