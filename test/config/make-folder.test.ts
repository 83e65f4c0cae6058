import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/util/make-folder.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let temp: TempFolder;

beforeAll(async () => {
  temp = await createTempFolder();
});
afterAll(async () => {
  await temp.remove();
});

describe('making a folder', () => {
  it('makes those above it as well, for its owner alone', async () => {
    await makeFolder(path.join(temp.path, 'a', 'b', 'c'));
    for (const name of ['a', 'a/b', 'a/b/c']) {
      expect((await stat(path.join(temp.path, name))).mode & 0o777).toBe(0o700);
    }
  });

  it('leaves one that exists as it is, also where two make it at once', async () => {
    const folder = path.join(temp.path, 'open');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await Promise.all([makeFolder(folder), makeFolder(folder)]);
    expect((await stat(folder)).mode & 0o777).toBe(0o755);
    const deep = path.join(temp.path, 'x', 'y');
    await expect(Promise.all([makeFolder(deep), makeFolder(deep)])).resolves.toHaveLength(2);
  });

  it('fails below a file with the error of the system', async () => {
    const file = path.join(temp.path, 'file');
    await writeFile(file, '');
    await expect(makeFolder(path.join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
