import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QuotaWindow } from '../../src/codex/engine/account.ts';
import { createQuotaHistory } from '../../src/quota/create-quota-history.ts';
import type { QuotaHistory } from '../../src/quota/quota-history.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

const logger = pino({ level: 'silent' });
const start = Date.UTC(2026, 10, 27, 12);
const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

let folder: TempFolder;
let now: number;
let history: QuotaHistory;

async function open(file?: string): Promise<void> {
  history = await createQuotaHistory({ file, logger, now: () => now });
}

function note(usedPercent: number, afterMs: number, more: Partial<QuotaWindow> = {}): void {
  now = start + afterMs;
  history.note({
    limitId: 'codex',
    limitName: null,
    kind: 'primary',
    windowMinutes: 300,
    usedPercent,
    resetsAt: new Date(start + 300 * minute),
    observedAt: new Date(now),
    ...more,
  });
}

/** The percent and the milliseconds after the start of each. */
async function kept(since = 0): Promise<(readonly [number, number])[]> {
  const readings = await history.readings(new Date(since));
  return readings.map(({ usedPercent, observedAt }) => [usedPercent, observedAt.getTime() - start]);
}

beforeEach(async () => {
  folder = await createTempFolder();
  now = start;
});
afterEach(async () => {
  await history.close();
  await folder.remove();
});

describe('the readings of a quota', () => {
  it('hold each change of a percent, and others once a minute', async () => {
    await open();
    note(10, 0);
    note(10.2, 5 * second);
    note(11, 6 * second);
    note(12, 7 * second);
    note(12.5, 66 * second);
    note(12.5, 67 * second);
    expect(await kept()).toEqual([
      [10, 0],
      [11, 6 * second],
      [12, 7 * second],
      [12.5, 67 * second],
    ]);
  });

  it('hold the two ends of a time without change', async () => {
    await open();
    for (let index = 0; index <= 60; index += 1) note(10, index * minute);
    note(20, 61 * minute);
    expect(await kept()).toEqual([
      [10, 0],
      [10, 60 * minute],
      [20, 61 * minute],
    ]);
  });

  it('are kept after the clock was set back', async () => {
    await open();
    note(10, 0);
    note(10.5, -30 * second);
    note(10.5, -30 * minute);
    note(10.5, -29.5 * minute);
    note(10.6, -28 * minute);
    expect(await kept()).toEqual([
      [10.5, -30 * minute],
      [10.6, -28 * minute],
      [10, 0],
    ]);
  });

  it('hold the fall at a reset, and take a reset that moves by a second for the same', async () => {
    await open();
    note(90, 0);
    note(90, 10 * second, { resetsAt: new Date(start + 300 * minute + second) });
    note(90, 20 * second, { resetsAt: new Date(start + 600 * minute) });
    note(0, 30 * second, { resetsAt: new Date(start + 600 * minute) });
    expect(await kept()).toEqual([
      [90, 0],
      [90, 20 * second],
      [0, 30 * second],
    ]);
  });

  it('tell windows and limits apart', async () => {
    await open();
    note(10, 0);
    note(20, 0, { kind: 'secondary', windowMinutes: 10_080 });
    note(30, 0, { limitId: 'other \ud800 limit', resetsAt: null, windowMinutes: null });
    expect(await history.readings(new Date(0))).toEqual([
      expect.objectContaining({ limitId: 'codex', kind: 'primary', usedPercent: 10 }),
      expect.objectContaining({ limitId: 'codex', kind: 'secondary', windowMinutes: 10_080 }),
      {
        limitId: 'other \ufffd limit',
        kind: 'primary',
        windowMinutes: null,
        usedPercent: 30,
        resetsAt: null,
        observedAt: new Date(start),
      },
    ]);
  });

  it('are given from a time on', async () => {
    await open();
    note(10, 0);
    note(20, minute);
    expect(await kept(start + second)).toEqual([[20, minute]]);
  });

  it('survive a restart', async () => {
    const file = path.join(folder.path, 'data', 'quota.sqlite');
    await open(file);
    note(10, 0);
    await history.close();
    await open(file);
    note(10, minute);
    expect(await kept()).toEqual([
      [10, 0],
      [10, minute],
    ]);
  });

  it('go after the longest window, and after a week at least', async () => {
    await open();
    note(10, 0);
    note(20, 6.5 * day);
    note(30, 7.5 * day);
    expect(await kept()).toHaveLength(2);
    note(40, 7.6 * day, { kind: 'secondary', windowMinutes: 30 * 24 * 60 });
    note(50, 30 * day, { kind: 'secondary', windowMinutes: 30 * 24 * 60 });
    expect((await kept()).map(([used]) => used)).toEqual([20, 30, 40, 50]);
    note(60, 37 * day, { kind: 'secondary', windowMinutes: 30 * 24 * 60 });
    expect((await kept()).map(([used]) => used)).toEqual([30, 40, 50, 60]);
  });

  it('are thinned to the last of each ten minutes after a day', async () => {
    await open();
    for (let index = 0; index < 60; index += 1) note(index, index * minute);
    expect(await kept()).toHaveLength(60);
    note(70, 1.5 * day);
    expect((await kept()).map(([used]) => used)).toEqual([9, 19, 29, 39, 49, 59, 70]);
  });

  it('begin anew where the file is corrupt', async () => {
    const file = path.join(folder.path, 'quota.sqlite');
    await writeFile(file, 'This is no database.'.repeat(1000));
    await open(file);
    note(10, 0);
    expect(await kept()).toEqual([[10, 0]]);
  });

  it('are not kept where the file cannot be had, which disturbs nobody', async () => {
    await writeFile(path.join(folder.path, 'file'), '');
    await open(path.join(folder.path, 'file', 'quota.sqlite'));
    note(10, 0);
    expect(await kept()).toEqual([]);
  });
});
