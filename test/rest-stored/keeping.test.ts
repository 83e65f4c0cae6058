import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredOptions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import { importStoredCompletions } from '../../src/rest/openai/stored/import-stored-completions.ts';
import type { StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { keptRecords, type KeptRecords } from '../support/kept-records.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeStoredCompletions } from './describe-stored-completions.ts';
import { stored } from './stored-app.ts';

let temp: TempFolder;
let file: string;
let opened: KeptRecords[] = [];

beforeEach(async () => {
  temp = await createTempFolder();
  file = path.join(temp.path, 'data', 'conversations.sqlite');
});
afterEach(async () => {
  await closeAll();
  await temp.remove();
});

const reader = { id: stored('x').client, seesAll: false };

function records(place: Parameters<typeof keptRecords>[0] = { file }): KeptRecords {
  const more = keptRecords(place);
  opened.push(more);
  return more;
}

/** As at the end of a run. */
async function closeAll(): Promise<void> {
  for (const each of opened) await each.close();
  opened = [];
}

function open(more: Partial<StoredOptions> = {}): StoredCompletions {
  return createStoredCompletions({ records: records(), ...more });
}

async function idsIn(store: StoredCompletions): Promise<string[]> {
  const { data } = await store.list(reader, { limit: 100, order: 'asc', metadata: {} });
  return data.map(({ id }) => id);
}

async function bytesOnDisk(): Promise<string> {
  const folder = path.dirname(file);
  const names = await readdir(folder);
  const files = names.map(async (name) => await readFile(path.join(folder, name), 'latin1'));
  return (await Promise.all(files)).join('');
}

describe('on disk', () => {
  it('all of it is there in the next run, in the same order', async () => {
    const before = open();
    const ids = ['chatcmpl-c', 'chatcmpl-a', 'chatcmpl-d', 'chatcmpl-b'];
    for (const id of ids) await before.save(stored(id));
    await before.update(reader, 'chatcmpl-c', { k: 'v' });
    await before.delete(reader, 'chatcmpl-d');
    await closeAll();

    const after = open();

    expect(await idsIn(after)).toEqual(['chatcmpl-c', 'chatcmpl-a', 'chatcmpl-b']);
    expect(await after.get(reader, 'chatcmpl-c')).toMatchObject({ metadata: { k: 'v' } });
    expect(await after.messages(reader, 'chatcmpl-a')).toEqual([{ role: 'user', content: 'hi' }]);
    await after.save(stored('chatcmpl-0'));
    expect((await idsIn(after)).at(-1)).toBe('chatcmpl-0');
  });

  it('no word is left of what was deleted or changed', async () => {
    const store = open();
    const messages = [{ role: 'user', content: 'swordfish' }];
    await store.save(stored('chatcmpl-1', { messages, metadata: { a: 'armadillo' } }));
    expect(await bytesOnDisk()).toMatch(/swordfish/);
    await store.update(reader, 'chatcmpl-1', { a: 'b' });
    expect(await bytesOnDisk()).not.toMatch(/armadillo/);
    await store.delete(reader, 'chatcmpl-1');
    expect(await bytesOnDisk()).not.toMatch(/swordfish/);
  });

  it('save() rejects where the database cannot be opened', async () => {
    await mkdir(path.dirname(path.dirname(file)), { recursive: true });
    await writeFile(path.dirname(file), 'a file, no folder');
    const store = open();

    const refused = { code: 'internal_error' };
    await expect(store.save(stored('chatcmpl-1'))).rejects.toMatchObject(refused);
    await expect(store.get(reader, 'chatcmpl-1')).rejects.toMatchObject(refused);
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
    expect(await idsIn(store)).toEqual([]);
  });
});

describe('the files of an earlier version', () => {
  let folder: string;
  let log: string[];

  beforeEach(async () => {
    folder = path.join(temp.path, 'data', 'completions');
    log = [];
    await mkdir(folder, { recursive: true, mode: 0o700 });
  });

  const recordOf = (id: string, storedAt: number): string =>
    JSON.stringify({ ...stored(id, { metadata: { a: 'b' } }), storedAt });

  async function writeOld(name: string, text: string): Promise<void> {
    await writeFile(path.join(folder, name), text, { mode: 0o600 });
  }

  async function importAll(into: KeptRecords): Promise<void> {
    const logger = pino({ level: 'warn' }, { write: (line: string) => log.push(line) });
    await importStoredCompletions({ folder, records: into, logger });
  }

  it('are taken into the database, and the folder goes', async () => {
    const now = Date.now();
    await writeOld('chatcmpl-2.json', recordOf('chatcmpl-2', now - 1));
    await writeOld('chatcmpl-1.json', recordOf('chatcmpl-1', now));
    const database = records();
    await importAll(database);
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await importAll(database);

    const store = open({ records: database });
    expect(await idsIn(store)).toEqual(['chatcmpl-2', 'chatcmpl-1']);
    expect(await store.get(reader, 'chatcmpl-1')).toMatchObject({ metadata: { a: 'b' } });
    expect(log).toEqual([]);
  });

  it('that are broken, half written or not their own are set aside, and reported', async () => {
    const whole = recordOf('chatcmpl-1', Date.now());
    await writeOld('chatcmpl-1.json', whole);
    await writeOld('chatcmpl-2.json', whole.slice(0, -5));
    await writeOld('chatcmpl-3.json', '{"client":"x"}');
    await writeOld('chatcmpl-4.json.tmp', whole.slice(0, 5));
    await writeOld('chatcmpl-5.json', whole.replace('chatcmpl-1', 'chatcmpl-9'));
    await writeOld('notes.txt', 'mine');
    const database = records();
    await importAll(database);

    expect(await idsIn(open({ records: database }))).toEqual(['chatcmpl-1']);
    expect((await readdir(folder)).toSorted()).toEqual([
      expect.stringMatching(/^chatcmpl-2\.json\.corrupt-[\dTZ-]+$/),
      expect.stringMatching(/^chatcmpl-3\.json\.corrupt-[\dTZ-]+$/),
      expect.stringMatching(/^chatcmpl-5\.json\.corrupt-[\dTZ-]+$/),
      'notes.txt',
    ]);
    expect(log).toHaveLength(3);
    expect(log.join('')).toMatch(/chatcmpl-2\.json\.corrupt-.*a stored completion is corrupt/);
  });

  it('that the database has already are removed, and others of the same id set aside', async () => {
    const same = recordOf('chatcmpl-1', Date.now());
    const database = records();
    await database.write('chatcmpl-1', same);
    await database.write('chatcmpl-2', recordOf('chatcmpl-2', 1));
    await writeOld('chatcmpl-1.json', same);
    await writeOld('chatcmpl-2.json', recordOf('chatcmpl-2', 2));
    await importAll(database);

    expect(await readdir(folder)).toEqual([
      expect.stringMatching(/^chatcmpl-2\.json\.clash-[\dTZ-]+$/),
    ]);
    expect(log.join('')).toContain('a stored completion clashes with another of the same id');
    expect(await database.read('chatcmpl-2')).toBe(recordOf('chatcmpl-2', 1));
  });

  it('stay where they are while they or the database cannot be read', async () => {
    await mkdir(path.join(folder, 'chatcmpl-1.json'));
    await writeOld('chatcmpl-2.json', recordOf('chatcmpl-2', Date.now()));
    await importAll(records({ file: folder }));
    expect((await readdir(folder)).toSorted()).toEqual(['chatcmpl-1.json', 'chatcmpl-2.json']);
    expect(log).toHaveLength(1);
    expect(log.join('')).toContain('stored completions cannot be taken into the database');
    const database = records();
    await importAll(database);
    expect(await readdir(folder)).toEqual(['chatcmpl-1.json']);
    expect(await database.ids()).toEqual(['chatcmpl-2']);
    expect(log.join('')).toContain('a stored completion cannot be read');
  });
});

describe('on disk,', () => {
  describeStoredCompletions(open);
});

describe('in memory,', () => {
  describeStoredCompletions((more) => open({ records: records('memory'), ...more }));
});
