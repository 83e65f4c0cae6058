import { describe, expect, it } from 'vitest';
import { exhaustedAt } from '../../src/quota/exhausted-at.ts';
import type { QuotaReading } from '../../src/quota/quota-history.ts';

const start = Date.UTC(2026, 10, 27, 12);
const minute = 60_000;

/** A reading of a window of five hours that was reset at the start. */
function at(minutes: number, usedPercent: number, more: Partial<QuotaReading> = {}): QuotaReading {
  return {
    limitId: 'codex',
    kind: 'primary',
    windowMinutes: 300,
    usedPercent,
    resetsAt: new Date(start + 300 * minute),
    observedAt: new Date(start + minutes * minute),
    ...more,
  };
}

/** Minutes after the start; null where it is not exhausted. */
function exhausted(readings: readonly QuotaReading[], now?: number): number | null {
  const last = readings.at(-1);
  if (last === undefined) throw new Error('There is no reading.');
  const found = exhaustedAt(last, readings, now ?? last.observedAt.getTime());
  return found && (found.getTime() - start) / minute;
}

describe('when a window will be used up', () => {
  it('follows from the rate of its readings', () => {
    expect(exhausted([at(0, 0), at(50, 50)])).toBe(100);
    expect(exhausted([at(10, 20), at(40, 50), at(70, 80)])).toBe(90);
  });

  it('follows from the last quarter of the window alone', () => {
    expect(exhausted([at(0, 0), at(30, 60), at(45, 60), at(120, 75)])).toBe(245);
  });

  it('is unknown with too few readings, and with readings that are too close', () => {
    expect(exhausted([at(50, 50)])).toBeNull();
    expect(exhausted([at(48, 40), at(50, 50)])).toBeNull();
    expect(exhausted([at(47, 40), at(50, 50)])).toBe(65);
  });

  it('is never where it lasts until the reset', () => {
    expect(exhausted([at(0, 0), at(150, 50)])).toBeNull();
    expect(exhausted([at(0, 50), at(60, 50)])).toBeNull();
  });

  it('is not guessed from what is too old, or from a window after its reset', () => {
    expect(exhausted([at(0, 0), at(50, 50)], start + 101 * minute)).toBeNull();
    expect(exhausted([at(0, 0), at(50, 100)], start + 301 * minute)).toBeNull();
    expect(exhausted([at(0, 0), at(50, 50, { resetsAt: null })])).toBeNull();
    expect(exhausted([at(0, 0), at(50, 50, { windowMinutes: null })])).toBeNull();
  });

  it('is when that was first read, for a window that is used up', () => {
    expect(exhausted([at(0, 0), at(50, 100), at(80, 100)])).toBe(50);
    expect(exhausted([at(80, 100)])).toBe(80);
  });

  it('does not count readings of other windows, of other limits and of earlier runs', () => {
    const earlier = { resetsAt: new Date(start) };
    const readings = [
      at(-10, 90, earlier),
      at(0, 0, { kind: 'secondary' }),
      at(0, 0, { limitId: 'other' }),
      at(20, 20),
      at(50, 50, { resetsAt: new Date(start + 300 * minute + 2000) }),
    ];
    expect(exhausted(readings)).toBe(100);
    expect(exhausted([at(-10, 10, earlier), at(50, 50)])).toBeNull();
  });
});
