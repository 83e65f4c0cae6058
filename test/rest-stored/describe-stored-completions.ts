import { afterEach, expect, it, vi } from 'vitest';
import type { StoredLimits } from '../../src/rest/openai/stored/stored-index.ts';
import type { Reader, StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { stored } from './stored-app.ts';

const reader: Reader = { id: stored('x').client, seesAll: false };
const others: readonly Reader[] = [
  { id: 'key:bob', seesAll: false },
  { id: 'key:carol', seesAll: true },
];
const all = { limit: 100, order: 'asc', metadata: {} } as const;

async function idsIn(store: StoredCompletions): Promise<string[]> {
  return (await store.list(reader, all)).data.map(({ id }) => id);
}

/** What every store of completions does, wherever it keeps its data. */
export function describeStoredCompletions(
  open: (limits?: Partial<StoredLimits>) => StoredCompletions,
): void {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('a completion is found, changed and deleted by its owner alone', async () => {
    const store = open();
    await store.save(stored('chatcmpl-1', { metadata: { a: '1' } }));
    const missing = { code: 'completion_not_found' };
    for (const other of others) {
      await expect(store.get(other, 'chatcmpl-1')).rejects.toMatchObject(missing);
      await expect(store.messages(other, 'chatcmpl-1')).rejects.toMatchObject(missing);
      await expect(store.update(other, 'chatcmpl-1', {})).rejects.toMatchObject(missing);
      await expect(store.delete(other, 'chatcmpl-1')).rejects.toMatchObject(missing);
      expect((await store.list(other, all)).data).toEqual([]);
      const after = store.list(other, { ...all, after: 'chatcmpl-1' });
      await expect(after).rejects.toMatchObject({ param: 'after' });
    }
    expect(await store.get(reader, 'chatcmpl-1')).toMatchObject({ metadata: { a: '1' } });
    await store.update(reader, 'chatcmpl-1', { b: '2' });
    expect((await store.list(reader, { ...all, metadata: { b: '2' } })).data).toHaveLength(1);
    await store.delete(reader, 'chatcmpl-1');
    await expect(store.get(reader, 'chatcmpl-1')).rejects.toMatchObject(missing);
    await store.close();
  });

  it('one whose owner is not known is found by a reader that sees all', async () => {
    const store = open();
    await store.save(stored('chatcmpl-1', { client: '0123456789abcdef' }));
    const [bob, carol] = others;
    if (bob === undefined || carol === undefined) throw new Error('nobody');
    expect((await store.list(bob, all)).data).toEqual([]);
    expect((await store.list(carol, all)).data).toMatchObject([{ id: 'chatcmpl-1' }]);
    await store.delete(carol, 'chatcmpl-1');
    await store.close();
  });

  it('drops the oldest when there are too many', async () => {
    const store = open({ maxCount: 2 });
    for (const id of ['chatcmpl-1', 'chatcmpl-2', 'chatcmpl-3']) await store.save(stored(id));

    expect(await idsIn(store)).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    await expect(store.get(reader, 'chatcmpl-1')).rejects.toMatchObject({
      code: 'completion_not_found',
    });
  });

  it('drops the oldest when they are too large together, but never the last one', async () => {
    const store = open({ maxBytes: 1000 });
    for (const id of ['chatcmpl-1', 'chatcmpl-2', 'chatcmpl-3']) await store.save(stored(id));
    const large = stored('chatcmpl-4', { messages: [{ role: 'user', content: 'x'.repeat(2000) }] });

    expect(await idsIn(store)).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    await store.save(large);
    expect(await idsIn(store)).toEqual(['chatcmpl-4']);
  });

  it('drops the oldest when they are too old', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const store = open({ maxAgeMs: 1000 });
    await store.save(stored('chatcmpl-1'));
    vi.setSystemTime(Date.now() + 600);
    await store.save(stored('chatcmpl-2'));
    expect(await idsIn(store)).toEqual(['chatcmpl-1', 'chatcmpl-2']);

    vi.setSystemTime(Date.now() + 600);

    expect(await idsIn(store)).toEqual(['chatcmpl-2']);
  });
}
