import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledCodex } from '../../src/codex/engine/binary/bundled.ts';
import { locateCodex } from '../../src/codex/engine/binary/locate.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

describe('finding Codex', () => {
  let folder: TempFolder;
  let oldFolder: string;
  let newFolder: string;

  beforeAll(async () => {
    folder = await createTempFolder();
    oldFolder = path.join(folder.path, 'old');
    newFolder = path.join(folder.path, 'new');
    await mkdir(oldFolder);
    await mkdir(newFolder);
    const old = path.join(oldFolder, 'codex');
    await writeFile(old, '#!/bin/sh\necho codex-cli 0.20.0\n');
    await chmod(old, 0o755);
    // As npm installs it: a link to a launcher script.
    const launcher = path.resolve('node_modules/@openai/codex/bin/codex.js');
    await symlink(launcher, path.join(newFolder, 'codex'));
  });
  afterAll(async () => {
    await folder.remove();
  });

  it('takes the executable behind the launcher on PATH when its version is supported', async () => {
    expect(await locateCodex(undefined, newFolder)).toEqual({
      executable: bundledCodex(),
      version: '0.171.0',
    });
  });

  it('takes the one that was installed with it when the one on PATH is too old, or none is there', async () => {
    for (const searchPath of [oldFolder, '']) {
      expect((await locateCodex(undefined, searchPath)).executable).toBe(bundledCodex());
    }
  });

  it('refuses an unsupported one that was asked for, and says what to do', async () => {
    await expect(locateCodex(path.join(oldFolder, 'codex'), '')).rejects.toThrow(
      /^--codex-bin: .*old\/codex is Codex 0\.20\.0, but codex-serve needs >=0\.169\.0; leave the option out/,
    );
  });

  it('refuses what is no Codex at all', async () => {
    await expect(locateCodex('/bin/true', '')).rejects.toThrow(
      '--codex-bin: /bin/true is not a Codex executable',
    );
    await expect(locateCodex('/no/such/file', '')).rejects.toThrow(
      '--codex-bin: /no/such/file is not a Codex executable',
    );
  });
});
