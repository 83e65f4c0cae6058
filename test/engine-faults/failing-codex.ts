import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { createTempFolder } from '../support/temp-folder.ts';

/** A launcher of the real Codex, with a switch that makes it exit at its start. */
export interface FailingCodex {
  /** For `--codex-bin`. */
  readonly file: string;
  breakDown(): Promise<void>;
  mend(): Promise<void>;
  remove(): Promise<void>;
}

/** One that works at first. */
export async function createFailingCodex(): Promise<FailingCodex> {
  const folder = await createTempFolder();
  const file = path.join(folder.path, 'codex');
  const broken = path.join(folder.path, 'broken');
  const real = bundledCodex();
  await writeFile(file, `#!/bin/sh\n[ -e '${broken}' ] && exit 3\nexec '${real}' "$@"\n`);
  await chmod(file, 0o755);
  return {
    file,
    breakDown: async () => await writeFile(broken, ''),
    mend: async () => await rm(broken),
    remove: async () => await folder.remove(),
  };
}
