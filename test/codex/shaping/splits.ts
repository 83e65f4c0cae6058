/** A generator of numbers from 0 to below 1 that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d_2b_79_f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Cuts a text into deltas: whole, by single code units, and `count` times anyhow. */
export function splits(text: string, count: number, seed: number): string[][] {
  const random = seeded(seed);
  const anyhow = Array.from({ length: count }, () => {
    const longest = 1 + Math.floor(random() * 12);
    const deltas: string[] = [];
    for (let at = 0; at < text.length;) {
      const length = 1 + Math.floor(random() * longest);
      deltas.push(text.slice(at, at + length));
      at += length;
    }
    return deltas;
  });
  return [[text], Array.from({ length: text.length }, (_, at) => text.charAt(at)), ...anyhow];
}

/** Texts made of a few pieces in random order, which meet in unlikely ways. */
export function mixtures(
  pieces: readonly string[],
  { count, length, seed }: { count: number; length: number; seed: number },
): string[] {
  const random = seeded(seed);
  const piece = (): string => pieces[Math.floor(random() * pieces.length)] ?? '';
  return Array.from({ length: count }, () => Array.from({ length }, piece).join(''));
}
