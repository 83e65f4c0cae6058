import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AdminTokenError,
  adminTokenIn,
  readAdminToken,
  renewAdminToken,
} from '../../src/http/access/admin-token.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let home: string;
let file: string;

beforeEach(async () => {
  folder = await createTempFolder();
  home = path.join(folder.path, 'not', 'there', 'yet');
  file = path.join(home, 'admin-token');
});
afterEach(async () => {
  await folder.remove();
});

const modeOf = async (of: string): Promise<string> => ((await stat(of)).mode & 0o777).toString(8);

describe('the admin token', () => {
  it('is made once, in a file and a folder that the owner alone can read', async () => {
    const token = await readAdminToken(home);
    expect(token).toMatch(/^csa-[\w-]{43}$/);
    expect(await readAdminToken(home)).toBe(token);
    expect(await readFile(file, 'utf8')).toBe(`${token}\n`);
    expect([await modeOf(file), await modeOf(home)]).toEqual(['600', '700']);
    expect(await readdir(home)).toEqual(['admin-token']);
  });

  it('is the same one for all that make it at once', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => await readAdminToken(home)),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(await readdir(home)).toEqual(['admin-token']);
  });

  it('is a new one once it is renewed, for gateways that run', async () => {
    const isToken = adminTokenIn(home);
    const old = await readAdminToken(home);
    expect(isToken(old)).toBe(true);
    const next = await renewAdminToken(home);
    expect(next).not.toBe(old);
    expect([isToken(old), isToken(next)]).toEqual([false, true]);
    expect(await modeOf(file)).toBe('600');
  });

  it('is hidden from others again where its file was opened to them', async () => {
    const token = await readAdminToken(home);
    await chmod(file, 0o644);
    expect(await readAdminToken(home)).toBe(token);
    expect(await modeOf(file)).toBe('600');
  });

  it.each(['', '\n', 'csa-short', 'password'])(
    'is made anew where its file holds %j',
    async (text) => {
      await mkdir(home, { recursive: true });
      await writeFile(file, text);
      expect(adminTokenIn(home)(text.trim())).toBe(false);
      const token = await readAdminToken(home);
      expect(adminTokenIn(home)(token)).toBe(true);
      expect(await modeOf(file)).toBe('600');
    },
  );

  it('matches no key if there is no file', async () => {
    const token = await readAdminToken(home);
    await rm(file);
    const isToken = adminTokenIn(home);
    for (const key of [token, '', 'none', `csa-${'x'.repeat(43)}`])
      expect(isToken(key)).toBe(false);
  });

  it.each(['', ' ', 'x', '\n'])('does not match the token followed by %j', async (more) => {
    const token = await readAdminToken(home);
    const isToken = adminTokenIn(home);
    expect(isToken(token + more)).toBe(more === '');
    expect(isToken(more + token)).toBe(more === '');
  });

  it('names its file where that cannot be made', async () => {
    await writeFile(path.join(folder.path, 'not'), 'a file');
    for (const get of [readAdminToken, renewAdminToken]) {
      await expect(get(home)).rejects.toThrow(AdminTokenError);
      await expect(get(home)).rejects.toThrow(
        /^\S+admin-token cannot be read or written \(\w+: .*\); choose a folder of yours with --home$/,
      );
    }
  });
});
