import { describe, expect, it } from 'vitest';
import { stopSequences } from '../../../src/codex/shaping/stop-sequences.ts';
import { cutAnswer, type CutAnswer } from './cutting.ts';
import { mixtures, splits } from './splits.ts';

/** The rule, said the slow way: the first prefix that ends in a sequence, without the longest such. */
function expected(text: string, sequences: readonly string[]): CutAnswer {
  for (let end = 1; end <= text.length; end += 1) {
    const prefix = text.slice(0, end);
    const [longest] = sequences
      .filter((sequence) => prefix.endsWith(sequence))
      .toSorted((a, b) => b.length - a.length);
    if (longest !== undefined) return { text: prefix.slice(0, -longest.length), cut: 'stop' };
  }
  return { text, cut: null };
}

describe('stop sequences', () => {
  it.each([
    [
      ['abab', 'bb'],
      ['a', 'b', 'ab', 'ba', 'c'],
    ],
    [
      ['aab', 'aaab', 'b'],
      ['a', 'aa', 'b', 'c'],
    ],
    [
      ['\n\n', '###', 'END', 'STOP'],
      ['\n', '#', 'E', 'EN', 'D', 'ST', 'OP', 'x '],
    ],
    [
      ['😀', 'é '],
      ['😀', '😁', 'é', '\uD83D', ' '],
    ],
  ])('cuts at the first of %j, however the text arrives', (sequences, pieces) => {
    let cuts = 0;
    for (const [seed, text] of mixtures(pieces, { count: 60, length: 30, seed: 1 }).entries()) {
      const answer = expected(text, sequences);
      cuts += answer.cut === null ? 0 : 1;
      for (const deltas of splits(text, 8, seed)) {
        expect(cutAnswer([stopSequences(sequences)], deltas)).toEqual(answer);
      }
    }
    expect(cuts).toBeGreaterThan(10);
  });

  it('holds back no more than what may be the beginning of a sequence', () => {
    const stop = stopSequences(['<end>', '\n\n']);

    expect(stop.write('one <en')).toEqual({ text: 'one ', isCut: false });
    expect(stop.write('emy\n')).toEqual({ text: '<enemy', isCut: false });
    expect(stop.write('two')).toEqual({ text: '\ntwo', isCut: false });
    expect(stop.write(' <')).toEqual({ text: ' ', isCut: false });
    expect(stop.end()).toEqual({ text: '<', isCut: false });
  });

  it('takes a long sequence that almost repeats itself in linear time', () => {
    const sequence = `${'a'.repeat(100_000)}b`;
    const text = 'a'.repeat(1_000_000);

    expect(cutAnswer([stopSequences([sequence])], [text])).toEqual({ text, cut: null });
  });
});
