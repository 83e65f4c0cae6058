import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer } from '../schema/clients.ts';
import {
  as,
  codexHome,
  complaints,
  first,
  get,
  home,
  keys,
  merged,
  oldFolder,
  restart,
  second,
  startGateway,
  storedIds,
  useHome,
  usageOf,
  writeTwoAddresses,
} from './merging.ts';
import { oldInstallationId, writeOldEngine } from './old-home.ts';

useHome();

describe('the folders of the addresses of version 0.1', () => {
  it('are merged: totals, records in the order of their ends, and what was said', async () => {
    await writeTwoAddresses();
    const gateway = await startGateway();

    expect(await usageOf(gateway)).toEqual(merged);
    expect((await usageOf(gateway, 'bob')).records).toEqual(['chatcmpl-3', 'chatcmpl-2']);
    const query = '{ completionRecord(id: "chatcmpl-1") { content { text } } }';
    expect(await answer(gateway.url, query, as('alice'))).toEqual({
      data: { completionRecord: { content: { text: 'It is swordfish.' } } },
    });
    expect(complaints()).toEqual([]);
  });

  it('leave every stored answer to the client that stored it, on pages too', async () => {
    await writeTwoAddresses();
    const gateway = await startGateway();

    expect(await storedIds(gateway, 'alice')).toEqual(['chatcmpl-1']);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    // Both were stored in the same millisecond.
    expect(await storedIds(gateway, 'bob', '?limit=1&after=chatcmpl-2')).toEqual(['chatcmpl-3']);
    expect(await storedIds(gateway, 'bob', '?order=desc&after=chatcmpl-3')).toEqual(['chatcmpl-2']);
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-2')).toMatchObject({
      id: 'chatcmpl-2',
      choices: [{ message: { content: 'Hello.' } }],
      metadata: { from: second },
    });
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-2/messages')).toMatchObject({
      data: [{ role: 'user', content: 'Say hello' }],
    });
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-1')).toMatchObject({
      error: { code: 'completion_not_found' },
    });
  });

  it('are gone afterwards, and another address finds the same', async () => {
    await writeTwoAddresses();
    await writeOldEngine(oldFolder(first), codexHome());
    const login = path.join(codexHome(), 'auth.json');
    await writeFile(login, '{}');
    const gateway = await startGateway();
    expect((await readdir(home())).toSorted()).toEqual([
      'address',
      'admin-token',
      'data',
      'engines',
      'lock.sqlite',
      'lock.sqlite-journal',
    ]);
    expect(await readFile(login, 'utf8')).toBe('{}');
    const id = await readFile(path.join(home(), 'data', 'installation_id'), 'utf8');
    expect(id).toBe(oldInstallationId);

    const next = await restart(gateway);
    expect(new URL(next.url).host).not.toBe(new URL(gateway.url).host);
    expect(await usageOf(next)).toEqual(merged);
    expect(await storedIds(next, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
  });

  it('keep their database where usage is off, until it is on again', async () => {
    await writeTwoAddresses();
    const gateway = await startGateway([...keys, '--usage-days', '0']);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    expect((await usageOf(gateway)).completions).toBe(0);

    expect(await usageOf(await restart(gateway))).toEqual(merged);
  });

  it('give their model catalogs, unless there is a newer one', async () => {
    const old = path.join(home(), 'catalogs');
    await mkdir(old, { recursive: true });
    await writeFile(path.join(old, '0123456789abcdef.json'), '{}');
    await startGateway();
    const catalogs = path.join(home(), 'data', 'catalogs');
    expect(await readdir(catalogs)).toContain('0123456789abcdef.json');
    await expect(access(old)).rejects.toThrow('ENOENT');
  });

  it("are told from a user's own folders, which stay as they are", async () => {
    const folder = path.join(home(), 'my-notes-2026');
    await mkdir(path.join(folder, 'codex'), { recursive: true });
    await writeFile(path.join(folder, 'codex', 'notes.txt'), 'mine');
    await writeFile(path.join(folder, 'workspace'), 'mine, too');
    await startGateway();
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      'codex',
      'codex/notes.txt',
      'workspace',
    ]);
  });
});
