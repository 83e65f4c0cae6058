import { describe, expect, it } from 'vitest';
import { brokenBound, createJsonScan } from '../../src/http/body/json-scan.ts';
import { createRandom, type Random } from '../fuzz/random.ts';

/** `SCAN_SEED=17` repeats a run. */
const seed = Number(process.env['SCAN_SEED'] ?? Date.now() % 1_000_000);

const texts = ['', 'a', '"', '\\', '\\\\"', '[{,', '\u{1f600}', 'x"\\', '\\"\\', '\u0000', 'ü,]'];

function randomValue(random: Random, depth: number): unknown {
  const kind = random.below(depth > 4 ? 3 : 6);
  if (kind === 0) return random.pick([0, -1.5, 1e21, true, null]);
  if (kind < 3) return random.pick(texts) + random.pick(texts);
  const items = Array.from({ length: random.below(4) }, () => randomValue(random, depth + 1));
  if (kind < 5) return items;
  return Object.fromEntries(items.map((item, index) => [`${random.pick(texts)}${index}`, item]));
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Objects and arrays, and what stands after a comma in them. */
function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children: unknown[] = Object.values(value);
  const inner = children.reduce<number>((sum, child) => sum + countOf(child), 0);
  return 1 + Math.max(0, children.length - 1) + inner;
}

describe(`a scan of JSON (SCAN_SEED=${seed})`, () => {
  it('counts depth and values exactly, wherever the pieces end', () => {
    const random = createRandom(seed);
    for (let round = 0; round < 3000; round += 1) {
      const value = randomValue(random, 0);
      const json = Buffer.from(JSON.stringify(value, null, random.below(3)));
      const [depth, values] = [depthOf(value), countOf(value)];
      const broken = (maxDepth: number, maxValues: number): string | null => {
        const scan = createJsonScan({ maxDepth, maxValues, maxNumberLength: 30 });
        let found: string | null = null;
        for (let start = 0; start < json.length && found === null;) {
          const end = start + 1 + random.below(7);
          found = scan.feed(json.subarray(start, end));
          start = end;
        }
        return found;
      };
      const found = [
        broken(depth, values),
        depth === 0 ? 'depth' : broken(depth - 1, values),
        values === 0 ? 'values' : broken(depth, values - 1),
        brokenBound(json, { maxDepth: depth, maxValues: values, maxNumberLength: 30 }),
      ];
      expect({ json: json.toString(), found }).toEqual({
        json: json.toString(),
        found: [null, 'depth', 'values', null],
      });
    }
  });
});
