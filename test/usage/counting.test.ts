import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openUsageDatabase } from '../../src/usage/open-usage-database.ts';
import { memoryLog } from '../support/memory-log.ts';
import { openDatabase } from '../../src/sqlite/database.ts';
import type { Dimension } from '../../src/usage/usage-store.ts';
import { createTestUsage, lastDay, type TestUsage } from './test-store.ts';

let usage: TestUsage;

beforeEach(async () => {
  usage = await createTestUsage();
});
afterEach(async () => {
  await usage.remove();
});

const hourMs = 60 * 60 * 1000;
const now = Date.parse('2026-03-10T12:34:56.789Z');
const hour = now - (now % hourMs);

/** A completion as version 0.1 has it. */
interface OldRow {
  readonly id: string;
  readonly endedAt?: number;
  readonly userAgent?: string | null;
  readonly effort?: string | null;
  readonly errorCode?: string | null;
  readonly durationMs?: number;
}

/** Makes a database of version 0.1, and removes some of its rows, but not what they count for. */
async function createOld(
  rows: readonly OldRow[],
  forgotten: readonly string[] = [],
): Promise<void> {
  await mkdir(path.dirname(usage.file), { recursive: true });
  const database = await openDatabase(usage.file);
  await database.exec(await readFile(new URL('version-0.1.sql', import.meta.url), 'utf8'));
  for (const { id, endedAt = now, userAgent, effort, errorCode, durationMs = 1000 } of rows) {
    await database.run(
      `INSERT INTO completion (id, created_at, first_token_at, ended_at, surface, model, effort, status,
        error_code, key_name, user_agent, input_tokens, output_tokens, total_tokens)
        VALUES (?, ?, ?, ?, 'rest', 'gpt-5.5', ?, ?, ?, 'alice', ?, 10, 5, 15)`,
      id,
      endedAt - durationMs,
      endedAt - durationMs / 2,
      endedAt,
      effort ?? null,
      errorCode == null ? 'completed' : 'failed',
      errorCode ?? null,
      userAgent ?? null,
    );
  }
  for (const id of forgotten) await database.run('DELETE FROM completion WHERE id = ?', id);
  database.close();
}

async function report(groupBy: readonly Dimension[]) {
  const store = await usage.open({ now: () => now });
  const { totals, buckets } = await store.report({ ...lastDay(), granularity: 'day', groupBy });
  await store.close();
  return { totals, buckets };
}

describe('a database of an earlier version', () => {
  it('is counted by program, error and effort, with percentiles', async () => {
    await createOld([
      { id: 'a', userAgent: 'OpenAI/JS 6.49.0', effort: 'high', durationMs: 100 },
      { id: 'b', userAgent: 'OpenAI/JS 6.50.0', effort: 'high', durationMs: 200 },
      { id: 'c', userAgent: 'curl/8', errorCode: 'queue_timeout', durationMs: 10_000 },
      { id: 'd', endedAt: now - 3 * hourMs, durationMs: 200 },
    ]);
    const { totals, buckets } = await report(['program', 'errorCode', 'effort']);
    expect(
      buckets.map(({ program, errorCode, effort, totals: { completions } }) => [
        program,
        errorCode,
        effort,
        completions,
      ]),
    ).toEqual([
      [null, null, null, 1],
      ['OpenAI/JS', null, 'high', 2],
      ['curl', 'queue_timeout', null, 1],
    ]);
    expect(totals).toMatchObject({ completions: 4, durations: 4, durationMs: 10_500, queued: 0 });
    expect(Math.abs((totals.durationMsP50 ?? NaN) - 200)).toBeLessThanOrEqual(10);
    expect(Math.abs((totals.durationMsP95 ?? NaN) - 10_000)).toBeLessThanOrEqual(500);
    expect(Math.abs((totals.firstTokenMsP50 ?? NaN) - 100)).toBeLessThanOrEqual(5);
  });

  it('is logged once, because the upgrade of a large one takes long', async () => {
    await createOld([{ id: 'a' }]);
    const log = memoryLog();
    (await openUsageDatabase(usage.file, log.logger)).close();
    (await openUsageDatabase(usage.file, log.logger)).close();
    expect(log.lines.map(({ msg, file }) => [msg, file])).toEqual([
      ['the usage database of an earlier version is brought up to date', usage.file],
    ]);
  });

  it('keeps totals whose rows are gone, with what is known of them', async () => {
    await createOld(
      [
        { id: 'a', userAgent: 'curl/8', effort: 'low' },
        { id: 'b', userAgent: 'curl/8', errorCode: 'queue_timeout' },
        { id: 'c', endedAt: now - 5 * hourMs, userAgent: 'curl/8', errorCode: 'queue_timeout' },
        { id: 'd', endedAt: now - 5 * hourMs, userAgent: 'curl/8' },
      ],
      ['b', 'c', 'd'],
    );
    const { totals, buckets } = await report(['key', 'program', 'status', 'effort']);
    expect(totals).toMatchObject({
      completions: 4,
      failed: 2,
      inputTokens: 40,
      totalTokens: 60,
      firstTokens: 4,
      firstTokenMs: 2000,
      durations: 1,
    });
    expect(
      buckets.map(({ keyName, program, status, effort, totals: { completions, failed } }) => [
        keyName,
        program,
        status,
        effort,
        completions,
        failed,
      ]),
    ).toEqual([
      ['alice', null, null, null, 3, 2],
      ['alice', 'curl', 'completed', 'low', 1, 0],
    ]);
  });

  it('counts on from there, each completion once, over any number of starts', async () => {
    await createOld(
      [
        { id: 'a', userAgent: 'curl/8' },
        { id: 'b', endedAt: hour - 1 },
      ],
      ['b'],
    );
    for (let start = 0; start < 3; start += 1) {
      expect((await report([])).totals).toMatchObject({ completions: 2, inputTokens: 20 });
    }
  });

  it('with many programs in an hour keeps the first 50 apart', async () => {
    await createOld(
      Array.from({ length: 55 }, (_, index) => ({ id: `c${index}`, userAgent: `p${index}/1` })),
    );
    const { buckets } = await report(['program']);
    const byName = new Map(buckets.map(({ program, totals }) => [program, totals.completions]));
    expect(byName.size).toBe(51);
    expect([byName.get('p0'), byName.get('p49'), byName.get('other')]).toEqual([1, 1, 5]);
  });
});
