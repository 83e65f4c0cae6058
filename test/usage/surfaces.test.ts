import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SurfaceFilter } from '../../src/codex/completion/surface.ts';
import { openDatabase } from '../../src/sqlite/database.ts';
import type { UsageStore } from '../../src/usage/usage-store.ts';
import { ask } from '../support/core.ts';
import { completed } from './ended.ts';
import { createTestUsage, lastDay, type TestUsage } from './test-store.ts';

let usage: TestUsage;

beforeEach(async () => {
  usage = await createTestUsage();
});
afterEach(async () => {
  await usage.remove();
});

/** The surfaces of the records that a filter finds, oldest first, and how often each is counted. */
async function found(
  store: UsageStore,
  surfaces?: SurfaceFilter,
): Promise<{ records: string[]; totals: (string | number | null)[][] }> {
  const filter = surfaces === undefined ? {} : { surfaces };
  const records = await store.completionRecords({ filter, limit: 100, isOldestFirst: true });
  const { buckets } = await store.report(lastDay({ groupBy: ['surface'], filter }));
  return {
    records: records.map(({ surface }) => surface),
    totals: buckets.map(({ surface, totals }) => [surface, totals.completions]),
  };
}

it('any text is kept as the surface of a completion, counted, and found by it', async () => {
  const store = await usage.open();
  for (const surface of ['GRAPHQL', 'ECHO', "'; --", 'Ünïcode', '']) {
    store.ended(completed({ surface }), ask('Hi'));
  }

  expect((await found(store)).records).toEqual(['GRAPHQL', 'ECHO', "'; --", 'Ünïcode', '']);
  expect(await found(store, { names: ['ECHO', 'Ünïcode', 'NONE'], isExcluding: false })).toEqual({
    records: ['ECHO', 'Ünïcode'],
    totals: [
      ['ECHO', 1],
      ['Ünïcode', 1],
    ],
  });
  expect(await found(store, { names: ['GRAPHQL', '', 'NONE'], isExcluding: true })).toEqual({
    records: ['ECHO', "'; --", 'Ünïcode'],
    totals: [
      ["'; --", 1],
      ['ECHO', 1],
      ['Ünïcode', 1],
    ],
  });
  expect(await found(store, { names: [], isExcluding: false })).toEqual({
    records: [],
    totals: [],
  });
  await store.close();
});

describe('a database of version 0.1', () => {
  const columns = 'id, created_at, ended_at, surface, model, status, finish_reason, key_name';

  async function createOld(): Promise<void> {
    await mkdir(path.dirname(usage.file), { recursive: true });
    const database = await openDatabase(usage.file);
    await database.exec(await readFile(new URL('version-0.1.sql', import.meta.url), 'utf8'));
    for (const [id, surface] of [
      ['chatcmpl-a', 'rest'],
      ['chatcmpl-b', 'graphql'],
      ['chatcmpl-c', 'rest'],
    ]) {
      const now = Date.now();
      await database.run(
        `INSERT INTO completion (${columns}) VALUES (?, ?, ?, ?, 'gpt-5.5', 'completed', 'stop', '')`,
        `${id}`,
        now,
        now,
        `${surface}`,
      );
    }
    database.close();
  }

  it('has its surfaces under their new names, in records and in totals', async () => {
    await createOld();
    const store = await usage.open();
    store.ended(completed({ surface: 'CHAT_COMPLETIONS' }), ask('Hi'));

    expect(await found(store)).toEqual({
      records: ['REST', 'GRAPHQL', 'REST', 'CHAT_COMPLETIONS'],
      totals: [
        ['CHAT_COMPLETIONS', 1],
        ['GRAPHQL', 1],
        ['REST', 2],
      ],
    });
    await store.close();
  });

  it('says of its records that what was not noted then is not known', async () => {
    await createOld();
    const store = await usage.open();
    expect(await store.completionRecord('chatcmpl-a')).toMatchObject({
      requestId: null,
      conversationId: null,
      queuedMs: null,
      request: null,
    });
    await store.close();
  });
});

it('a record with values of another version is given out all the same, and so is its page', async () => {
  const store = await usage.open();
  const completions = [completed(), completed()];
  for (const completion of completions) store.ended(completion, ask('Hi'));
  await store.report(lastDay());
  const database = await openDatabase(usage.file);
  await database.run(
    "UPDATE completion SET surface = 'LATER', status = 'paused', finish_reason = 'refusal', error_code = 'later', request = '[]' WHERE place = 1",
  );
  database.close();

  const records = await store.completionRecords({ filter: {}, limit: 9, isOldestFirst: true });
  expect(records).toMatchObject([
    {
      surface: 'LATER',
      status: 'failed',
      finishReason: null,
      errorCode: 'internal_error',
      request: null,
    },
    { surface: 'CHAT_COMPLETIONS', status: 'completed', finishReason: 'stop', errorCode: null },
  ]);
  expect(await store.completionRecord(completions[0]?.id ?? '')).toEqual(records[0]);
  await store.close();
});
