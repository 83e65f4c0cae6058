import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  clearLog,
  codexHome,
  complaints,
  digestOf,
  first,
  logText,
  merged,
  oldFolder,
  restart,
  second,
  start,
  startGateway,
  storedIds,
  useHome,
  usageOf,
  writeTwoAddresses,
} from './merging.ts';
import {
  holdDatabase,
  writeDatabase,
  writeOldAnswer,
  writeOldEngine,
  writeOldUsage,
} from './old-home.ts';

useHome();

describe('a folder that a gateway of version 0.1 still uses', () => {
  it('is merged as far as it goes, stays, and is merged again at the next start', async () => {
    await writeTwoAddresses();
    await writeOldEngine(oldFolder(first), codexHome());
    const file = path.join(oldFolder(first), 'usage.sqlite');
    const old = await holdDatabase(file);
    const gateway = await startGateway();
    expect(await usageOf(gateway)).toEqual(merged);
    expect(complaints()).toEqual([
      'a gateway of version 0.1 uses an old folder; what it adds is merged later',
    ]);
    expect(await readdir(oldFolder(first))).toEqual(
      expect.arrayContaining(['codex', 'usage.sqlite']),
    );
    await old.close();

    const next = await restart(gateway);
    expect(await usageOf(next)).toEqual(merged);
    await expect(access(oldFolder(first))).rejects.toThrow('ENOENT');
  });
});

describe('what is damaged', () => {
  it.each([
    [
      'is no database',
      (bytes: Buffer) => Buffer.from('not a database, '.repeat(bytes.length / 16)),
    ],
    ['has lost its end', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['has a page of zeros', (bytes: Buffer) => Buffer.from(bytes).fill(0, 8192, 12_288)],
  ])('is set aside where a database %s; the rest is merged', async (_how, damage) => {
    await writeTwoAddresses();
    const file = path.join(oldFolder(second), 'usage.sqlite');
    const bytes = damage(await readFile(file));
    await writeFile(file, bytes);
    const gateway = await startGateway();

    expect(await usageOf(gateway)).toMatchObject({
      completions: 2,
      records: ['chatcmpl-3', 'chatcmpl-1'],
    });
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    expect(complaints()).toEqual(['the usage database of an old folder is corrupt']);
    const left = await readdir(oldFolder(second));
    const [aside = ''] = left;
    expect(aside).toMatch(/^usage\.sqlite\.corrupt-[\dTZ-]+$/);
    expect(logText()).toContain(aside);
    expect((await stat(path.join(oldFolder(second), aside))).size).toBe(bytes.length);

    clearLog();
    await restart(gateway);
    expect(complaints()).toEqual([]);
    expect(await readdir(oldFolder(second))).toEqual(left);
  });

  it.each([
    ['is cut off', (text: string) => text.slice(0, -5)],
    ['is empty', () => ''],
    ['holds something else', () => '{"client":"x"}'],
    ['is named after another', (text: string) => text.replace('chatcmpl-2', 'chatcmpl-9')],
  ])('is set aside where a stored answer %s; the rest is merged', async (_how, damage) => {
    await writeTwoAddresses();
    const file = path.join(oldFolder(second), 'completions', 'chatcmpl-2.json');
    const text = damage(await readFile(file, 'utf8'));
    await writeFile(file, text);
    const gateway = await startGateway();

    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-3']);
    expect(await usageOf(gateway)).toEqual(merged);
    expect(complaints()).toEqual(['a stored completion of an old folder is corrupt']);
    const folder = path.dirname(file);
    const [aside = ''] = await readdir(folder);
    expect(aside).toMatch(/^chatcmpl-2\.json\.corrupt-[\dTZ-]+$/);
    expect(await readFile(path.join(folder, aside), 'utf8')).toBe(text);
  });

  it('is left alone where a later version has made the database', async () => {
    await writeTwoAddresses();
    const file = path.join(oldFolder(second), 'usage.sqlite');
    await writeDatabase({ file, schema: 'PRAGMA user_version = 999' });
    const gateway = await startGateway();
    expect((await usageOf(gateway)).completions).toBe(2);
    expect(complaints()).toEqual([
      'an old folder is not merged wholly; it stays until the next start',
    ]);
    await access(file);
  });
});

describe('what two folders have under one id', () => {
  it('is kept once and counted once where it is the same', async () => {
    await writeTwoAddresses();
    const copy = oldFolder('localhost-8002');
    await writeOldUsage(copy, [
      { id: 'chatcmpl-3', endedAt: start + 3000, keyName: 'bob', totalTokens: 100 },
    ]);
    const stored = path.join(oldFolder(first), 'completions', 'chatcmpl-3.json');
    await mkdir(path.join(copy, 'completions'));
    await writeFile(path.join(copy, 'completions', 'chatcmpl-3.json'), await readFile(stored));
    const gateway = await startGateway();

    expect(await usageOf(gateway)).toEqual(merged);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    expect(complaints()).toEqual([]);
    await expect(access(copy)).rejects.toThrow('ENOENT');
  });

  it('is reported and set aside where it differs', async () => {
    const names = [first, second];
    for (const [index, name] of names.entries()) {
      await writeOldUsage(oldFolder(name), [
        { id: 'chatcmpl-1', endedAt: start + 1000, keyName: 'bob', totalTokens: 100 + index },
        { id: `chatcmpl-of-${index}`, endedAt: start + 2000 + index },
      ]);
      await writeOldAnswer(oldFolder(name), {
        id: 'chatcmpl-1',
        client: digestOf('bob'),
        storedAt: start,
        text: `Hello from ${name}.`,
      });
    }
    const gateway = await startGateway();

    const { completions, totalTokens, records } = await usageOf(gateway);
    expect([completions, records]).toEqual([3, ['chatcmpl-of-1', 'chatcmpl-of-0', 'chatcmpl-1']]);
    expect([130, 131]).toContain(totalTokens);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-1']);
    expect(complaints()).toEqual([
      'completions clash with others of the same id; the database was set aside',
      'a stored completion clashes with another of the same id',
    ]);
    expect(logText()).toContain('"ids":["chatcmpl-1"]');
    const left = names.filter((name) => logText().includes(`${name}/usage.sqlite.clash-`));
    expect(left).toHaveLength(1);
    const files = await readdir(oldFolder(left[0] ?? ''), { recursive: true });
    expect(files.toSorted()).toEqual([
      'completions',
      expect.stringMatching(/^completions\/chatcmpl-1\.json\.clash-[\dTZ-]+$/),
      expect.stringMatching(/^usage\.sqlite\.clash-[\dTZ-]+$/),
    ]);
  });
});
