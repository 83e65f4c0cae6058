import { countTokens as countWhole } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countTokens, tokenCounter } from '../../../src/codex/shaping/tokenizer.ts';
import { splits } from './splits.ts';
import { texts } from './texts.ts';

const plain = { disallowedSpecial: new Set<string>() };

describe('counting tokens', () => {
  it('counts like the encoding, no matter how the text arrives', () => {
    for (const [seed, text] of texts.entries()) {
      const tokens = countWhole(text, plain);
      for (const deltas of splits(text, 6, seed)) {
        const counter = tokenCounter();
        for (const delta of deltas) counter.add(delta);
        expect(counter.total).toBe(tokens);
      }
    }
  });

  it('counts a long text as it grows', () => {
    const text = texts.join('\n');
    const counter = tokenCounter();
    for (let at = 0; at < text.length; at += 7) counter.add(text.slice(at, at + 7));

    expect(counter.total).toBe(countWhole(text, plain));
  });

  it('knows no special tokens, only text', () => {
    expect(countTokens('<|endoftext|>')).toBe(7);
  });

  it.each([
    ['a letter', 'a'],
    ['an ideograph', '漢'],
    ['a space', ' '],
    ['a line feed', '\n'],
    ['a sign', '='],
    ['half a character', '\uD83D'],
    ['contractions', "'s"],
    ['digits', '7'],
  ])('takes a long run of %s, the same however it arrives', (_, unit) => {
    const text = unit.repeat(200_000 / unit.length);
    const counter = tokenCounter();
    for (let at = 0; at < text.length; at += 999) counter.add(text.slice(at, at + 999));

    expect(counter.total).toBe(countTokens(text));
    expect(counter.total).toBeGreaterThan(1000);
  });
});
