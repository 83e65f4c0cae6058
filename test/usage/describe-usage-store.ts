import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UsageOptions } from '../../src/usage/create-usage-store.ts';
import type { UsageStore } from '../../src/usage/usage-store.ts';
import { summaryOf } from '../../src/codex/completion/request-summary.ts';
import { ask } from '../support/core.ts';
import { cancelled, clientOf, completed, failed, someUsage } from './ended.ts';
import { lastDay } from './test-store.ts';

/** Where a usage store keeps its data. */
export interface UsagePlace {
  /** Opens the store on what earlier ones kept. */
  open(options?: Partial<Pick<UsageOptions, 'now'>>): Promise<UsageStore>;
  remove(): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;

const everything = { filter: {}, limit: 100, isOldestFirst: true };

/** What every usage store does, wherever it keeps its data. */
export function describeUsageStore(create: () => Promise<UsagePlace>): void {
  let usage: UsagePlace;

  beforeEach(async () => {
    usage = await create();
  });
  afterEach(async () => {
    await usage.remove();
  });

  describe('totals', () => {
    it('count what has ended at once, however it ended', async () => {
      const store = await usage.open();
      for (const completion of [completed(), completed(), failed(), cancelled()]) {
        store.ended(completion, ask('Hi'));
      }
      expect((await store.report(lastDay())).totals).toEqual({
        completions: 4,
        failed: 1,
        cancelled: 1,
        firstTokens: 2,
        firstTokenMs: expect.any(Number),
        firstTokenMsP50: expect.any(Number),
        firstTokenMsP95: expect.any(Number),
        durations: 4,
        durationMs: expect.any(Number),
        durationMsP50: expect.any(Number),
        durationMsP95: expect.any(Number),
        queued: expect.any(Number),
        queuedMs: expect.any(Number),
        withUsage: 2,
        estimatedCostUsd: null,
        unpricedCompletions: 2,
        inputTokens: 20,
        cachedInputTokens: 8,
        cacheWriteInputTokens: 2,
        outputTokens: 10,
        reasoningOutputTokens: 4,
        totalTokens: 30,
      });
      await store.close();
    });

    it('are grouped by model, key and surface, and by any of these alone', async () => {
      const store = await usage.open();
      store.ended(completed({ caller: clientOf('alice') }), ask('Hi'));
      store.ended(completed({ caller: clientOf('bob'), model: 'gpt-6-sol' }), ask('Hi'));
      store.ended(completed({ caller: clientOf('bob'), surface: 'GRAPHQL' }), ask('Hi'));

      const by = async (...groupBy: ('model' | 'key' | 'surface')[]): Promise<unknown[][]> => {
        const { buckets } = await store.report(lastDay({ groupBy }));
        return buckets.map(({ model, keyName, surface, totals: { completions } }) => [
          model,
          keyName,
          surface,
          completions,
        ]);
      };
      expect(await by('model')).toEqual([
        ['gpt-5.5', null, null, 2],
        ['gpt-6-sol', null, null, 1],
      ]);
      expect(await by('key')).toEqual([
        [null, 'alice', null, 1],
        [null, 'bob', null, 2],
      ]);
      expect(await by('key', 'surface')).toEqual([
        [null, 'alice', 'CHAT_COMPLETIONS', 1],
        [null, 'bob', 'CHAT_COMPLETIONS', 1],
        [null, 'bob', 'GRAPHQL', 1],
      ]);
      const { totals } = await store.report(
        lastDay({
          filter: {
            keyName: 'bob',
            surfaces: { names: ['CHAT_COMPLETIONS'], isExcluding: false },
            model: 'gpt-6-sol',
          },
        }),
      );
      expect(totals.completions).toBe(1);
      await store.close();
    });

    it('hold sums beyond 32 bits', async () => {
      const store = await usage.open();
      const totalTokens = 2 ** 40;
      for (let i = 0; i < 3; i += 1) {
        store.ended(completed({}, 'Much.', { ...someUsage, totalTokens }), ask('Hi'));
      }
      expect((await store.report(lastDay())).totals.totalTokens).toBe(3 * 2 ** 40);
      await store.close();
    });

    it.each([1.5, 1e300, Infinity, -1, Number.NaN])(
      'take what a service counts as %d, and lose nothing beside it',
      async (tokens) => {
        const before = await usage.open();
        const odd = { ...someUsage, inputTokens: tokens, totalTokens: tokens };
        before.ended(completed({}, 'Odd.', odd), ask('Hi'));
        before.ended(completed(), ask('Hi'));
        await before.close();

        const after = await usage.open();
        const { completions, outputTokens } = (await after.report(lastDay())).totals;
        expect([completions, outputTokens]).toEqual([2, 10]);
        await after.close();
      },
    );

    it('stay across a restart, and grow on', async () => {
      const before = await usage.open();
      before.ended(completed(), ask('Hi'));
      await before.close();

      const after = await usage.open();
      after.ended(completed(), ask('Hi'));
      const { totals, buckets } = await after.report(lastDay());
      expect([totals.completions, totals.totalTokens]).toEqual([2, 30]);
      const offsets = buckets.map(({ start }) => start.getTime() % (60 * 60 * 1000));
      expect(new Set(offsets)).toEqual(new Set([0]));
      await after.close();
    });

    it('cover whole buckets: a day of hours, or a week of days, up to this one', async () => {
      const now = (): number => Date.parse('2026-03-10T12:34:56.789Z');
      const store = await usage.open({ now });
      const rangeOf = async (more: Parameters<typeof lastDay>[0]): Promise<string[]> => {
        const { from, to } = await store.report(lastDay(more));
        return [from.toISOString(), to.toISOString()];
      };
      expect(await rangeOf({})).toEqual(['2026-03-09T13:00:00.000Z', '2026-03-10T13:00:00.000Z']);
      expect(await rangeOf({ granularity: 'day' })).toEqual([
        '2026-03-04T00:00:00.000Z',
        '2026-03-11T00:00:00.000Z',
      ]);
      const from = new Date('2026-03-09T23:59:59.999Z');
      expect(await rangeOf({ from })).toEqual([
        '2026-03-09T23:00:00.000Z',
        '2026-03-10T13:00:00.000Z',
      ]);
      const to = new Date('2026-03-10T00:00:00.000Z');
      expect(await rangeOf({ from, to, granularity: 'day' })).toEqual([
        '2026-03-09T00:00:00.000Z',
        '2026-03-10T00:00:00.000Z',
      ]);
      await store.close();
    });

    it('refuse a range that is empty or too long', async () => {
      const store = await usage.open();
      const at = new Date('2026-03-10T12:00:00Z');
      const later = new Date(at.getTime() + 42 * dayMs);
      const refused = { code: 'invalid_value', param: 'from' };
      await expect(store.report(lastDay({ from: at, to: at }))).rejects.toMatchObject(refused);
      await expect(store.report(lastDay({ from: at, to: later }))).rejects.toMatchObject({
        ...refused,
        message: 'from and to must be at most 1000 hours apart.',
      });
      await store.close();
    });

    it('refuse to give more than 2000 buckets', async () => {
      const store = await usage.open();
      for (let i = 0; i <= 2000; i += 1) {
        store.ended(completed({ model: `model-${i}` }), ask('Hi'));
      }
      await expect(store.report(lastDay({ groupBy: ['model'] }))).rejects.toMatchObject({
        code: 'invalid_value',
        param: 'groupBy',
      });
      expect((await store.report(lastDay())).totals.completions).toBe(2001);
      await store.close();
    });
  });

  describe('records', () => {
    it('hold all but the text', async () => {
      const store = await usage.open();
      const request = ask('Hi');
      const completion = completed({
        caller: { ...clientOf('alice'), requestId: 'req_1' },
        conversationId: 'conv_1',
        request: summaryOf(request),
      });
      store.ended(completion, request);
      const { id, createdAt, firstTokenAt, endedAt } = completion;
      expect(await store.completionRecord(id)).toEqual({
        place: 1,
        id,
        model: 'gpt-5.5',
        effort: 'medium',
        surface: 'CHAT_COMPLETIONS',
        status: 'completed',
        createdAt,
        firstTokenAt,
        endedAt,
        finishReason: 'stop',
        errorCode: null,
        keyName: 'alice',
        userAgent: 'OpenAI/JS 6.49.0',
        usage: someUsage,
        requestId: 'req_1',
        conversationId: 'conv_1',
        queuedMs: 0,
        request: summaryOf(request),
      });
      expect(await store.content(id)).toBeUndefined();
      expect(await store.completionRecord('chatcmpl-none')).toBeUndefined();
      await store.close();
    });

    it('can be read where a client has sent half of a surrogate pair', async () => {
      const store = await usage.open();
      store.ended(completed({ model: 'gpt-\ud83d', effort: '\udc00' }), ask('Hi'));
      const [record] = await store.completionRecords(everything);
      expect(record).toMatchObject({ model: 'gpt-\ufffd', effort: '\ufffd' });
      await store.close();
    });

    it('page from both ends', async () => {
      const store = await usage.open();
      const ids = Array.from({ length: 5 }, () => {
        const completion = completed();
        store.ended(completion, ask('Hi'));
        return completion.id;
      });
      const page = async (more: object): Promise<string[]> =>
        (await store.completionRecords({ ...everything, ...more })).map(({ id }) => id);
      expect(await page({ limit: 2, isOldestFirst: false })).toEqual([ids[4], ids[3]]);
      expect(await page({ before: { place: 4, ms: 0 }, limit: 2, isOldestFirst: false })).toEqual([
        ids[2],
        ids[1],
      ]);
      expect(await page({ after: { place: 3, ms: 0 }, limit: 9 })).toEqual([ids[3], ids[4]]);
      await store.close();
    });

    it('are ordered by their duration, and page by it from both ends', async () => {
      const store = await usage.open();
      const ids = [20, 40, 10, 40].map((ms) => {
        const completion = completed();
        const createdAt = new Date((completion.endedAt?.getTime() ?? 0) - ms);
        store.ended(Object.assign(completion, { createdAt }), ask('Hi'));
        return completion.id;
      });
      const page = async (more: object): Promise<string[]> => {
        const query = { ...everything, order: 'longest' as const, isOldestFirst: false, ...more };
        return (await store.completionRecords(query)).map(({ id }) => id);
      };
      expect(await page({})).toEqual([ids[3], ids[1], ids[0], ids[2]]);
      expect(await page({ before: { ms: 40, place: 4 }, limit: 2 })).toEqual([ids[1], ids[0]]);
      const shortest = { isOldestFirst: true, after: { ms: 10, place: 3 } };
      expect(await page(shortest)).toEqual([ids[0], ids[1], ids[3]]);
      await store.close();
    });

    it('are found by any text in the row, and counted', async () => {
      const store = await usage.open();
      const caller = { ...clientOf('Alice'), requestId: `req_${'a'.repeat(32)}` };
      const conversationId = `conv_${'c'.repeat(32)}`;
      const one = completed({ id: `resp_${'b'.repeat(32)}`, caller, conversationId });
      const other = failed({ caller: clientOf('50%_off'), model: 'gpt-6-sol', effort: 'low' });
      for (const completion of [one, other]) store.ended(completion, ask('Hi'));

      const found = async (search: string): Promise<string> => {
        const records = await store.completionRecords({ ...everything, search });
        expect(await store.countRecords({ filter: {}, search })).toBe(records.length);
        return records.map(({ id }) => (id === one.id ? 'one' : 'other')).join(' ');
      };
      for (const text of [one.id, caller.requestId, conversationId, 'req_aa', 'CCCC', 'alice']) {
        expect([text, await found(text)]).toEqual([text, 'one']);
      }
      for (const text of ['6-SOL', 'low', '%_', 'FAILED', 'Engine_Unavailable', other.id]) {
        expect([text, await found(text)]).toEqual([text, 'other']);
      }
      for (const text of ['openai/js', 'chat_completions', 'gpt-', '6.49']) {
        expect([text, await found(text)]).toEqual([text, 'one other']);
      }
      for (const text of ['gpt_5', 'a%b', `req_${'f'.repeat(32)}`, '\\', 'Hi']) {
        expect([text, await found(text)]).toEqual([text, '']);
      }
      await store.close();
    });

    it('are selected by the time at which they ended', async () => {
      const store = await usage.open();
      const [early, late] = [1000, 2000].map((ms) =>
        Object.assign(completed(), { id: `chatcmpl-at-${ms}` }),
      );
      if (early === undefined || late === undefined) throw new Error('There are two.');
      for (const completion of [early, late]) store.ended(completion, ask('Hi'));
      const end = late.endedAt ?? new Date();
      const after = new Date(end.getTime() + 1);
      const count = async (more: object): Promise<number> =>
        await store.countRecords({ filter: {}, ...more });
      expect(await count({ to: after })).toBe(2);
      expect(await count({ from: after })).toBe(0);
      expect(await count({ from: early.endedAt, to: early.endedAt })).toBe(0);
      expect(await count({ from: early.endedAt, filter: { model: 'gpt-none' } })).toBe(0);
      await store.close();
    });
  });
}
