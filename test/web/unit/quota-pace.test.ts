import { expect, test } from 'vitest';
import { historyOf, resetWindows, type QuotaReading } from '../../../web/src/quota/history.ts';
import { paceOf } from '../../../web/src/quota/pace.ts';
import { lengthTitle, windowTitle } from '../../../web/src/quota/quota-window.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

const fiveHours = {
  limitId: 'codex',
  limitName: null,
  kind: 'PRIMARY',
  windowMinutes: 300,
  usedPercent: 30,
  resetsAt: '2026-03-01T14:30:00Z',
  observedAt: '2026-03-01T11:59:00Z',
  exhaustedAt: null,
};

test('half through a window, an even pace is 50 %', () => {
  expect(paceOf(fiveHours, now)).toEqual({
    state: 'within',
    evenPercent: 50,
    startsAt: Date.parse('2026-03-01T09:30:00Z'),
    resetsAt: Date.parse('2026-03-01T14:30:00Z'),
    exhaustedAt: null,
    observedAt: Date.parse('2026-03-01T11:59:00Z'),
    isStale: false,
  });
});

test('a window says whether it is ahead, ends too early, or is used up', () => {
  const exhaustedAt = '2026-03-01T13:00:00Z';
  expect(paceOf({ ...fiveHours, usedPercent: 60 }, now)?.state).toBe('ahead');
  expect(paceOf({ ...fiveHours, usedPercent: 60, exhaustedAt }, now)?.state).toBe('too-fast');
  expect(paceOf({ ...fiveHours, usedPercent: 100, exhaustedAt }, now)?.state).toBe('used-up');
});

test('a window is gone at its reset', () => {
  expect(paceOf(fiveHours, Date.parse('2026-03-01T14:29:59Z'))).toBeDefined();
  expect(paceOf(fiveHours, Date.parse('2026-03-01T14:30:00Z'))).toBeUndefined();
});

test('a reading of more than five minutes ago is old', () => {
  expect(paceOf(fiveHours, Date.parse('2026-03-01T12:04:00Z'))?.isStale).toBe(false);
  expect(paceOf(fiveHours, Date.parse('2026-03-01T12:04:01Z'))?.isStale).toBe(true);
});

test('without a length or a reset there is no even pace', () => {
  for (const window of [
    { ...fiveHours, windowMinutes: null },
    { ...fiveHours, resetsAt: null },
  ]) {
    expect(paceOf(window, now)).toMatchObject({ state: 'unknown', evenPercent: null });
  }
});

test('a window is called by its length, and by its limit where that is not the usual one', () => {
  expect([300, 10_080, 43_200, 90, 60, 1440].map(lengthTitle)).toEqual([
    '5 hours',
    '7 days',
    '30 days',
    '90 minutes',
    '1 hour',
    '1 day',
  ]);
  expect(windowTitle(fiveHours)).toBe('5 hours');
  expect(windowTitle({ ...fiveHours, limitName: 'Spark' })).toBe('Spark, 5 hours');
  expect(windowTitle({ ...fiveHours, limitId: 'codex_other', windowMinutes: null })).toBe(
    'Codex_other, primary window',
  );
});

const reading = (
  observedAt: string,
  usedPercent: number,
  more: Partial<QuotaReading> = {},
): QuotaReading => ({
  limitId: 'codex',
  kind: 'PRIMARY',
  windowMinutes: 300,
  resetsAt: '2026-03-01T14:30:20Z',
  observedAt,
  usedPercent,
  ...more,
});

test('a history holds the readings since the last reset, of this window alone', () => {
  const readings = [
    reading('2026-03-01T09:00:00Z', 80, { resetsAt: '2026-03-01T09:30:00Z' }),
    reading('2026-03-01T10:00:00Z', 10),
    reading('2026-03-01T10:30:00Z', 55, { kind: 'SECONDARY' }),
    reading('2026-03-01T11:59:00Z', 30),
  ];
  expect(historyOf(fiveHours, readings)).toEqual([
    { at: Date.parse('2026-03-01T10:00:00Z'), usedPercent: 10 },
    { at: Date.parse('2026-03-01T11:59:00Z'), usedPercent: 30 },
  ]);
});

test('a window that was reset is one whose last reading is from before its reset', () => {
  const over = reading('2026-03-01T09:00:00Z', 80, { resetsAt: '2026-03-01T09:30:00Z' });
  const weekly = reading('2026-03-01T09:00:00Z', 8, { kind: 'SECONDARY', resetsAt: null });
  expect(resetWindows([over, weekly], now)).toEqual([over]);
  expect(resetWindows([over, reading('2026-03-01T10:00:00Z', 10)], now)).toEqual([]);
});
