import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { timeZoneOf } from '../../src/usage/time-zone.ts';
import { insertRows } from './insert-rows.ts';
import { createTestUsage, lastDay, type TestUsage } from './test-store.ts';

describe('the start of a day', () => {
  it.each([
    ['UTC', '2026-03-10T12:00:00Z', '2026-03-10T00:00:00.000Z'],
    ['Europe/Berlin', '2026-03-10T23:30:00Z', '2026-03-10T23:00:00.000Z'],
    ['Europe/Berlin', '2026-07-10T12:00:00Z', '2026-07-09T22:00:00.000Z'],
    // The clocks change within the day.
    ['Europe/Berlin', '2026-03-29T20:00:00Z', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T20:00:00Z', '2026-10-24T22:00:00.000Z'],
    ['America/New_York', '2026-01-01T03:00:00Z', '2025-12-31T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-03-10T18:29:59Z', '2026-03-09T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-03-10T12:00:00Z', '2026-03-09T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-10T12:00:00Z', '2026-03-10T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-10T10:59:59Z', '2026-03-09T11:00:00.000Z'],
    // Midnight was left out: the day began at one o'clock.
    ['Africa/Cairo', '2025-04-25T12:00:00Z', '2025-04-24T22:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00.000Z'],
  ])('in %s at %s is %s', (zone, at, start) => {
    const zoned = timeZoneOf(zone);
    expect(new Date(zoned.startOfDay(Date.parse(at))).toISOString()).toBe(start);
  });

  it('comes 23 and 25 hours after the last one where the clocks change', () => {
    const berlin = timeZoneOf('Europe/Berlin');
    const hours = (day: string): number => {
      const start = berlin.startOfDay(Date.parse(day));
      return (berlin.startOfDayAfter(start, 1) - start) / 3_600_000;
    };
    expect([
      hours('2026-03-29T12:00Z'),
      hours('2026-10-25T12:00Z'),
      hours('2026-06-01T12:00Z'),
    ]).toEqual([23, 25, 24]);
  });

  it('passes over a date that a country has left out', () => {
    const apia = timeZoneOf('Pacific/Apia');
    const thursday = Date.parse('2011-12-29T20:00:00Z');
    expect(new Date(apia.startOfDayAfter(thursday, 1)).toISOString()).toBe(
      '2011-12-30T10:00:00.000Z',
    );
    expect(new Date(apia.startOfDayAfter(thursday, 2)).toISOString()).toBe(
      '2011-12-30T10:00:00.000Z',
    );
  });
});

it.each([
  '',
  'Mars/Base',
  '+05:30',
  'GMT+99',
  'utc ',
  'Europe/Berlin\u0000',
  'x'.repeat(500),
  '../etc',
])('no time zone is called %j', (name) => {
  expect(() => timeZoneOf(name)).toThrow(
    expect.objectContaining({
      code: 'invalid_value',
      param: 'timeZone',
      message: expect.stringMatching(/^timeZone must be the IANA name of a time zone.{0,140}$/s),
    }),
  );
});

describe('a report by the day', () => {
  let usage: TestUsage;

  beforeEach(async () => {
    usage = await createTestUsage();
  });
  afterEach(async () => {
    await usage.remove();
  });

  const now = Date.parse('2026-03-30T12:34:56Z');

  async function days(timeZone: string, ended: readonly string[]): Promise<unknown[]> {
    const store = await usage.open({ now: () => now });
    await insertRows(
      usage.file,
      ended.map((at) => ({ ended_at: Date.parse(at) })),
    );
    const { from, to, buckets } = await store.report({
      ...lastDay(),
      granularity: 'day',
      timeZone,
    });
    await store.close();
    return [
      from.toISOString(),
      ...buckets.map(({ start, totals }) => [start.toISOString(), totals.completions]),
      to.toISOString(),
    ];
  }

  it('has the days of the zone, over a change of the clocks', async () => {
    const ended = [
      '2026-03-28T22:59Z',
      '2026-03-28T23:00Z',
      '2026-03-29T21:59Z',
      '2026-03-29T22:00Z',
    ];
    expect(await days('Europe/Berlin', ended)).toEqual([
      '2026-03-23T23:00:00.000Z',
      ['2026-03-27T23:00:00.000Z', 1],
      ['2026-03-28T23:00:00.000Z', 2],
      ['2026-03-29T22:00:00.000Z', 1],
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  it('counts an hour that spans midnight in the day in which it begins', async () => {
    expect(await days('Asia/Kolkata', ['2026-03-28T18:45Z', '2026-03-28T19:15Z'])).toEqual([
      '2026-03-23T18:30:00.000Z',
      ['2026-03-27T18:30:00.000Z', 1],
      ['2026-03-28T18:30:00.000Z', 1],
      '2026-03-30T18:30:00.000Z',
    ]);
  });

  it('refuses a zone that does not exist, also where nothing is kept and for hours', async () => {
    for (const more of [{}, { days: 0 }]) {
      const store = await usage.open(more);
      for (const granularity of ['minute', 'hour', 'day'] as const) {
        await expect(
          store.report({ ...lastDay(), granularity, timeZone: 'Mars/Base' }),
        ).rejects.toMatchObject({ code: 'invalid_value', param: 'timeZone' });
      }
      await store.close();
    }
  });
});
