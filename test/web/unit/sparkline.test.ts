import { expect, test } from 'vitest';
import { sparklinePaths } from '../../../web/src/ui/sparkline-path.ts';

test('values are spread over the width, the largest at the upper edge', () => {
  expect(sparklinePaths([0, 10, 5])).toEqual({
    line: 'M0 22.5L50 1.5L100 12',
    area: 'M0 24L0 22.5L50 1.5L100 12L100 24Z',
  });
});

test('a given maximum is the upper edge, and nothing is drawn above it', () => {
  expect(sparklinePaths([50, 150], 100)?.line).toBe('M0 12L100 1.5');
});

test('an unknown value leaves a gap', () => {
  expect(sparklinePaths([1, null, 1, 1])?.line).toBe('M0 1.5M66.67 1.5L100 1.5');
});

test('fewer than two known values are no trend, and nothing but zeros is a flat line', () => {
  expect(sparklinePaths([])).toBeUndefined();
  expect(sparklinePaths([null, 3])).toBeUndefined();
  expect(sparklinePaths([0, 0])?.line).toBe('M0 22.5L100 22.5');
});
