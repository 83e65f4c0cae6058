import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/sqlite/database.ts';
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

const dayMs = 24 * 60 * 60 * 1000;

const everything = { filter: {}, limit: 100, isOldestFirst: true };

describe('the text of prompts and answers', () => {
  const question = 'What is the wombat\u0000 password?';

  it('never reaches the disk', async () => {
    const store = await usage.open();
    store.ended(completed({}, 'It is swordfish.'), ask(question));
    await store.report(lastDay());
    expect(await usage.bytes()).not.toMatch(/wombat|swordfish/);
    await store.close();
    expect(await usage.bytes()).not.toMatch(/wombat|swordfish/);
    expect(usage.log.join('')).not.toMatch(/wombat|swordfish/);
  });

  it('is kept where that is wished, without the pictures', async () => {
    const store = await usage.open({ isContentKept: true });
    const completion = completed({}, 'It is swordfish.');
    const picture = { type: 'image', dataUrl: 'data:image/png;base64,c2VjcmV0' } as const;
    const { messages } = ask(question);
    const look = { role: 'user', content: [{ type: 'text', text: 'Look:' }, picture] } as const;
    store.ended(completion, { ...ask(''), messages: [...messages, look] });
    const plain = { role: 'user', pictureCount: 0, toolCalls: [], toolCallId: null };
    expect(await store.content(completion.id)).toEqual({
      messages: [
        { ...plain, text: question },
        { ...plain, text: 'Look:', pictureCount: 1 },
      ],
      text: 'It is swordfish.',
      reasoning: '',
      toolCalls: [],
    });
    expect(await usage.bytes()).toContain('swordfish');
    expect(await usage.bytes()).not.toContain('c2VjcmV0');
    await store.close();
  });

  it('is left out where it is longer than 16 MB, which is logged', async () => {
    const store = await usage.open({ isContentKept: true });
    const completion = completed();
    store.ended(completion, ask('x'.repeat(17 * 1024 * 1024)));
    expect(await store.completionRecord(completion.id)).toBeDefined();
    expect(await store.content(completion.id)).toBeUndefined();
    expect(usage.log.join('')).toContain(completion.id);
    await store.close();
  });
});

describe('what is older than the days that are kept', () => {
  it('goes while the gateway runs, and its bytes with it', async () => {
    let time = Date.now();
    const store = await usage.open({ days: 2, isContentKept: true, now: () => time });
    const old = completed({}, 'It is swordfish.');
    store.ended(old, ask('Hi'));
    const all = { from: new Date(time - dayMs), to: new Date(time + dayMs) };
    time += dayMs;
    expect((await store.report(lastDay(all))).totals.completions).toBe(1);

    time += dayMs + 2 * 60 * 60 * 1000;
    expect((await store.report(lastDay(all))).totals.completions).toBe(0);
    expect(await store.completionRecords(everything)).toEqual([]);
    expect(await usage.bytes()).not.toContain('swordfish');
    await store.close();
  });

  it('goes at a restart', async () => {
    const before = await usage.open({ isContentKept: true });
    before.ended(completed({}, 'It is swordfish.'), ask('Hi'));
    await before.close();

    const after = await usage.open({ now: () => Date.now() + 31 * dayMs });
    expect(await after.completionRecords(everything)).toEqual([]);
    expect(await usage.bytes()).not.toContain('swordfish');
    await after.close();
  });

  it('is everything with 0 days: there is no file', async () => {
    const store = await usage.open({ days: 0 });
    store.ended(completed(), ask('Hi'));
    expect((await store.report(lastDay())).totals.completions).toBe(0);
    await store.close();
    await expect(stat(usage.file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the file', () => {
  it('can be read by its user alone, and all that SQLite puts beside it', async () => {
    const store = await usage.open();
    store.ended(completed(), ask('Hi'));
    await store.report(lastDay());
    const folder = path.dirname(usage.file);
    for (const name of await readdir(folder)) {
      expect([name, (await stat(path.join(folder, name))).mode & 0o777]).toEqual([name, 0o600]);
    }
    await store.close();

    await chmod(usage.file, 0o644);
    await (await usage.open()).close();
    expect((await stat(usage.file)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is no database', Buffer.from('not a database, '.repeat(1000))],
    ['has lost its end', undefined],
  ])('is moved aside, never removed, where it %s', async (_how, content) => {
    const before = await usage.open();
    before.ended(completed(), ask('Hi'));
    await before.close();
    const bytes = content ?? Buffer.from(await usage.bytes(), 'latin1').subarray(0, 5000);
    await writeFile(usage.file, bytes);

    const store = await usage.open();
    store.ended(completed(), ask('Hi'));
    expect((await store.report(lastDay())).totals.completions).toBe(1);
    await store.close();
    const names = await readdir(path.dirname(usage.file));
    const aside = names.filter((name) => /^usage\.sqlite\.corrupt-[\dTZ-]+$/.test(name));
    expect(aside).toHaveLength(1);
    expect((await stat(path.join(path.dirname(usage.file), String(aside[0])))).size).toBe(
      bytes.length,
    );
    expect(usage.log.join('')).toContain('the usage database is corrupt; a new one begins');
    expect(usage.log.join('')).toContain(String(aside[0]));
  });

  it('is left alone where a later version has made it', async () => {
    await (await usage.open()).close();
    const database = await openDatabase(usage.file);
    await database.exec('PRAGMA user_version = 999');
    database.close();

    const store = await usage.open();
    store.ended(completed(), ask('Hi'));
    await expect(store.report(lastDay())).rejects.toMatchObject({
      code: 'internal_error',
      message: "The usage database could not be opened; the gateway's log says why.",
    });
    await store.close();
    expect(usage.log.join('')).toContain('the usage database cannot be opened; usage is not kept');
    expect(usage.log.join('')).toContain('It has version 999');
    expect(await readdir(path.dirname(usage.file))).not.toContainEqual(
      expect.stringMatching(/corrupt/),
    );
  });

  it('that fails costs one line in the log, and what waits is written once it works', async () => {
    const store = await usage.open();
    const database = await openDatabase(usage.file);
    await database.exec('ALTER TABLE completion RENAME TO elsewhere');
    store.ended(completed(), ask('Hi'));
    await expect(store.report(lastDay())).resolves.toMatchObject({ buckets: [] });
    store.ended(completed(), ask('Hi'));
    await store.report(lastDay());
    const complaints = (): string[] =>
      usage.log.filter((line) => line.includes('usage cannot be written'));
    expect(complaints()).toHaveLength(1);

    await database.exec('ALTER TABLE elsewhere RENAME TO completion');
    database.close();
    expect((await store.report(lastDay())).totals.completions).toBe(2);
    await store.close();
    expect(complaints()).toHaveLength(1);
    expect(usage.log.join('')).not.toContain('completions are missing');
  });
});
