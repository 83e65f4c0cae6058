import { describe, expect, it } from 'vitest';
import type { AlertFacts, QuotaOutlook } from '../../src/alerts/facts.ts';
import { findConditions } from '../../src/alerts/rules.ts';
import type { EngineHealth } from '../../src/codex/engine/engine-health.ts';

const now = new Date('2026-11-28T12:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const engine: EngineHealth = {
  engine: 'app-server',
  engineReason: '',
  fallbacks: [],
  state: 'ready',
  activeTurns: 0,
  breaker: null,
  version: '0.171.0',
  path: '/usr/bin/codex',
  source: 'path',
  skipped: [],
};

const well: AlertFacts = {
  now,
  account: { isReady: true, method: 'chatgpt', isLoginRequired: true },
  hadLogin: true,
  isLoginRefused: false,
  engine,
  engineDownSince: null,
  quota: [],
  diskFreeBytes: 2 ** 40,
  home: '/home/me/.codex-serve',
};

function outlook(usedPercent: number, change: Partial<QuotaOutlook['window']> = {}): QuotaOutlook {
  const window = {
    limitId: 'codex',
    kind: 'primary',
    windowMinutes: 300,
    usedPercent,
    resetsAt: later(3600),
    observedAt: now,
    ...change,
  } as const;
  return { window, exhaustedAt: null };
}

function kinds(change: Partial<AlertFacts>, active: readonly string[] = []): string[] {
  return findConditions({ ...well, ...change }, (kind) => active.includes(kind)).map(
    ({ kind }) => kind,
  );
}

describe('a quota', () => {
  it.each([
    [79.9, []],
    [80, ['quota_80']],
    [94.9, ['quota_80']],
    [95, ['quota_95']],
    [100, ['quota_95']],
  ])('of which %d %% is used up: %j', (usedPercent, expected) => {
    expect(kinds({ quota: [outlook(usedPercent)] })).toEqual(expected);
  });

  it('is not judged by a reading from before its reset', () => {
    expect(kinds({ quota: [outlook(99, { resetsAt: now })] })).toEqual([]);
    expect(kinds({ quota: [outlook(99, { resetsAt: null })] })).toEqual(['quota_95']);
  });

  it('is named by its window, and each window has alerts of its own', () => {
    const quota = [
      outlook(81),
      outlook(96, { kind: 'secondary', windowMinutes: 10_080 }),
      outlook(85, { limitId: 'spark', windowMinutes: null }),
      outlook(85, { limitId: 'odd', windowMinutes: 90 }),
    ];
    expect(findConditions({ ...well, quota }, () => false)).toMatchObject([
      { kind: 'quota_80', subject: 'codex, 5 hours', severity: 'warning' },
      { kind: 'quota_95', subject: 'codex, 7 days', severity: 'critical' },
      { kind: 'quota_80', subject: 'spark, primary window' },
      { kind: 'quota_80', subject: 'odd, 90 minutes' },
    ]);
  });

  it('runs out where its rate says so, until it is used up', () => {
    const exhaustedAt = later(600);
    const runsOut = (usedPercent: number): QuotaOutlook => ({
      ...outlook(usedPercent),
      exhaustedAt,
    });
    expect(kinds({ quota: [runsOut(60)] })).toEqual(['quota_runs_out']);
    expect(kinds({ quota: [runsOut(85)] })).toEqual(['quota_80', 'quota_runs_out']);
    expect(kinds({ quota: [runsOut(100)] })).toEqual(['quota_95']);
  });
});

describe('a login', () => {
  const none = { isReady: false, method: null, isLoginRequired: true };

  it('is lost only where there was one', () => {
    expect(kinds({ account: none })).toEqual(['login_lost']);
    expect(kinds({ account: none, hadLogin: false })).toEqual([]);
  });

  it('that the service refuses is lost, and so is the key of a provider', () => {
    expect(kinds({ isLoginRefused: true })).toEqual(['login_lost']);
    const provider = { isReady: true, method: null, isLoginRequired: false };
    expect(kinds({ account: provider, hadLogin: false })).toEqual([]);
    expect(kinds({ account: provider, hadLogin: false, isLoginRefused: true })).toEqual([
      'login_lost',
    ]);
  });
});

describe('an engine', () => {
  it('is down after 15 seconds, which a restart does not take', () => {
    const restarting: EngineHealth = { ...engine, state: 'restarting' };
    const down = (seconds: number): Partial<AlertFacts> => ({
      engine: restarting,
      engineDownSince: later(-seconds),
    });
    expect(kinds(down(14))).toEqual([]);
    expect(kinds(down(15))).toEqual(['engine_down']);
  });
});

describe('a disk', () => {
  const gib = 2 ** 30;

  it('is nearly full below 1 GiB, and until 1.25 GiB are free', () => {
    expect(kinds({ diskFreeBytes: gib })).toEqual([]);
    expect(kinds({ diskFreeBytes: gib - 1 })).toEqual(['disk_low']);
    expect(kinds({ diskFreeBytes: 1.2 * gib }, ['disk_low'])).toEqual(['disk_low']);
    expect(kinds({ diskFreeBytes: 1.25 * gib }, ['disk_low'])).toEqual([]);
  });

  it('of which the free space is unknown raises no alert', () => {
    expect(kinds({ diskFreeBytes: null })).toEqual([]);
  });
});
