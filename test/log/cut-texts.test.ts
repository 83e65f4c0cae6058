// In a process of its own: it measures the heap.
import { describe, expect, it } from 'vitest';
import { cutText, textStart } from '../../src/util/cut-text.ts';
import { shownNames } from '../../src/util/shown-names.ts';
import { heapInUse } from '../support/heap.ts';

const megabyte = 1024 * 1024;

describe('a text that is too long', () => {
  it.each([
    ['ends in the character at the limit', 'abcd', 3, 'abc…'],
    ['ends before a character of two code units that does not fit', 'ab😀d', 3, 'ab…'],
    ['keeps one that fits', 'ab😀d', 4, 'ab😀…'],
    ['keeps half of a character that the client sent, within it', 'a\ud83dbcd', 3, 'a\ud83db…'],
    ['is only the mark where nothing fits', '😀', 1, '…'],
  ])('%s', (_name, text, max, shown) => {
    expect(cutText(text, max)).toBe(shown);
    expect(textStart(text, max)).toBe(shown.slice(0, -1));
  });

  it.each(['', 'abc', 'a😀', 'ab\ud83d'])('is not cut where it fits: %j', (text) => {
    expect(cutText(text, 3)).toBe(text);
    expect(textStart(text, 3)).toBe(text);
  });

  it('leaves nothing of the rest in memory', () => {
    const before = heapInUse();
    const cut = Array.from({ length: 40 }, () =>
      textStart(Buffer.alloc(megabyte, 'x').toString(), 100),
    );
    expect(heapInUse() - before).toBeLessThan(4 * megabyte);
    expect(cut).toHaveLength(40);
  });
});

describe('a list of names', () => {
  it('shows the first 32, and how many more there are', () => {
    const names = Array.from({ length: 33 }, (_, index) => `f${index}`);
    expect(shownNames(names.slice(0, 32))).toEqual(names.slice(0, 32));
    expect(shownNames(names)).toEqual([...names.slice(0, 32), '+1 more']);
    expect(shownNames([])).toEqual([]);
  });

  it('shows 64 characters of each, and no half of one', () => {
    expect(shownNames(['x'.repeat(65), `${'x'.repeat(63)}😀`, '😀'.repeat(40)])).toEqual([
      'x'.repeat(64),
      'x'.repeat(63),
      '😀'.repeat(32),
    ]);
  });

  it('writes each name after it was cut', () => {
    expect(shownNames(['é'.repeat(70)], (name) => name.replaceAll('é', '?'))).toEqual([
      '?'.repeat(64),
    ]);
  });
});
