import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredOptions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeStoredCompletions } from './describe-stored-completions.ts';
import { stored } from './stored-app.ts';

let temp: TempFolder;
let folder: string;

beforeEach(async () => {
  temp = await createTempFolder();
  folder = path.join(temp.path, 'stored', 'completions');
});
afterEach(async () => {
  vi.useRealTimers();
  await temp.remove();
});

const reader = { id: stored('x').client, seesAll: false };

function open(more: Partial<StoredOptions> = {}): StoredCompletions {
  return createStoredCompletions({ folder, ...more });
}

async function idsIn(store: StoredCompletions): Promise<string[]> {
  const { data } = await store.list(reader, { limit: 100, order: 'asc', metadata: {} });
  return data.map(({ id }) => id);
}

describe('on disk', () => {
  it('each completion is a file of its own that only this user reads', async () => {
    await open().save(stored('chatcmpl-1', { metadata: { a: 'b' } }));

    expect(await readdir(folder)).toEqual(['chatcmpl-1.json']);
    const file = path.join(folder, 'chatcmpl-1.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject(
      stored('chatcmpl-1', { metadata: { a: 'b' } }),
    );
  });

  it('all of it is there in the next run, in the same order', async () => {
    const before = open();
    const ids = ['chatcmpl-c', 'chatcmpl-a', 'chatcmpl-d', 'chatcmpl-b'];
    for (const id of ids) await before.save(stored(id));
    await before.update(reader, 'chatcmpl-c', { k: 'v' });
    await before.delete(reader, 'chatcmpl-d');

    const after = open();

    expect(await idsIn(after)).toEqual(['chatcmpl-c', 'chatcmpl-a', 'chatcmpl-b']);
    expect(await after.get(reader, 'chatcmpl-c')).toMatchObject({ metadata: { k: 'v' } });
    expect(await after.messages(reader, 'chatcmpl-a')).toEqual([{ role: 'user', content: 'hi' }]);
    await after.save(stored('chatcmpl-0'));
    expect((await idsIn(after)).at(-1)).toBe('chatcmpl-0');
  });

  it('what is broken, half written or not its own is set aside, and reported', async () => {
    await open().save(stored('chatcmpl-1'));
    const whole = await readFile(path.join(folder, 'chatcmpl-1.json'), 'utf8');
    await writeFile(path.join(folder, 'chatcmpl-2.json'), whole.slice(0, -5));
    await writeFile(path.join(folder, 'chatcmpl-3.json'), '{"client":"x"}');
    await writeFile(path.join(folder, 'chatcmpl-4.json.tmp'), whole.slice(0, 5));
    await writeFile(
      path.join(folder, 'chatcmpl-5.json'),
      whole.replace('chatcmpl-1', 'chatcmpl-9'),
    );
    await writeFile(path.join(folder, 'notes.txt'), 'mine');

    const query = { limit: 1, order: 'asc', metadata: {} } as const;
    const log: string[] = [];
    const logger = pino({}, { write: (line: string) => log.push(line) });
    expect(await open({ logger }).list(reader, query)).toMatchObject({
      data: [{ id: 'chatcmpl-1' }],
      hasMore: false,
    });
    expect(await readdir(folder)).not.toContain('chatcmpl-4.json.tmp');
    expect((await readdir(folder)).toSorted()).toEqual([
      'chatcmpl-1.json',
      expect.stringMatching(/^chatcmpl-2\.json\.corrupt-[\dTZ-]+$/),
      expect.stringMatching(/^chatcmpl-3\.json\.corrupt-[\dTZ-]+$/),
      expect.stringMatching(/^chatcmpl-5\.json\.corrupt-[\dTZ-]+$/),
      'notes.txt',
    ]);
    expect(log).toHaveLength(3);
    expect(log.join('')).toMatch(/chatcmpl-2\.json\.corrupt-.*a stored completion is corrupt/);
  });

  it('a file that was taken away is a completion that is not there', async () => {
    const store = open();
    await store.save(stored('chatcmpl-1'));
    await store.save(stored('chatcmpl-2'));
    await temp.remove();

    expect(await idsIn(store)).toEqual([]);
    await expect(store.get(reader, 'chatcmpl-1')).rejects.toMatchObject({
      code: 'completion_not_found',
    });
  });

  it('save() rejects where the folder cannot be written', async () => {
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, 'a file, no folder');
    const store = open();

    await expect(store.save(stored('chatcmpl-1'))).rejects.toThrow('ENOTDIR');
    await expect(store.get(reader, 'chatcmpl-1')).rejects.toThrow('ENOTDIR');
  });

  it('an id that would be a path elsewhere is not written', async () => {
    const store = open();

    await expect(store.save(stored('../../escaped'))).rejects.toThrow("cannot be a file's name");
    await expect(store.get(reader, '../../escaped')).rejects.toMatchObject({
      code: 'completion_not_found',
    });
    expect(await readdir(temp.path)).toEqual([]);
  });

  it('what happens at once happens one after another', async () => {
    const store = open();
    await store.save(stored('chatcmpl-1'));
    const [updated, deleted, gone] = await Promise.allSettled([
      store.update(reader, 'chatcmpl-1', { a: '1' }),
      store.delete(reader, 'chatcmpl-1'),
      store.update(reader, 'chatcmpl-1', { a: '2' }),
    ]);

    expect([updated.status, deleted.status, gone.status]).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('on disk,', () => {
  describeStoredCompletions(open);
});

describe('in memory,', () => {
  describeStoredCompletions((more) => open({ folder: undefined, ...more }));
});
