import { chmod, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { findCandidates } from '../../src/codex/engine/app-server/binary/candidates.ts';
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

  it('takes the executable that the launcher on PATH starts, and recognizes the bundled one', async () => {
    expect(await findCandidates(undefined, newFolder)).toEqual([
      { path: bundledCodex(), executable: bundledCodex(), source: 'bundled' },
    ]);
  });

  it('lists each one on PATH in order, and the bundled one last', async () => {
    const searchPath = ['', 'relative', oldFolder, folder.path, '/no/such/folder'];
    expect(await findCandidates(undefined, searchPath.join(path.delimiter))).toMatchObject([
      { path: path.join(oldFolder, 'codex'), source: 'path' },
      { path: bundledCodex(), source: 'bundled' },
    ]);
  });

  it('takes nothing else when one is named', async () => {
    const named = path.join(oldFolder, 'codex');
    expect(await findCandidates(named, newFolder)).toEqual([
      { path: named, executable: await realpath(named), source: 'codex-bin' },
    ]);
  });
});
