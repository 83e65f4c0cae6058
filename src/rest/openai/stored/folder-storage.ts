import { Buffer } from 'node:buffer';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { setAside } from '../../../util/set-aside.ts';
import type { KeptRecord, Storage, StoredRecord } from './storage.ts';

const recordSchema: z.ZodType<StoredRecord> = z.object({
  client: z.string(),
  storedAt: z.number(),
  completion: z.looseObject({ id: z.string(), model: z.string() }),
  messages: z.array(z.looseObject({})),
  metadata: z.record(z.string(), z.string()),
});

/** Such ids are file names on every system, and stay in the folder. */
const safeId = /^[\w-]+$/;

/**
 * Keeps each record in a JSON file of its own, `<id>.json`, readable by this user alone. A file is
 * written beside its place and then moved there, so that none is ever half written. A file that holds
 * no record, or another one's, is set aside when all are read.
 *
 * @param folder Made when first written to. It belongs to one gateway; two must not share it.
 */
export function createFolderStorage(folder: string, logger?: Logger): Storage {
  const fileOf = (id: string): string => path.join(folder, `${id}.json`);

  async function removeCorrupt(file: string): Promise<void> {
    const movedTo = await setAside(file, 'corrupt').catch(() => null);
    logger?.error({ file, movedTo }, 'a stored completion is corrupt');
  }

  return {
    async *all() {
      for (const name of await namesIn(folder)) {
        const file = path.join(folder, name);
        // Left by a program that ended during a write.
        if (name.endsWith('.tmp')) await rm(file, { force: true });
        if (!name.endsWith('.json')) continue;
        const kept = await readNamed(file).catch((error: unknown) => {
          logger?.error({ err: error, file }, 'a stored completion cannot be read');
        });
        if (kept === null) await removeCorrupt(file);
        else if (kept !== undefined) yield kept;
      }
    },
    read: async (id) => (await readRecord(fileOf(id)))?.record,
    async write(record) {
      const { id } = record.completion;
      if (!safeId.test(id)) throw new Error(`'${id}' cannot be a file's name.`);
      const text = JSON.stringify(record);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${fileOf(id)}.tmp`;
      await writeFile(temporary, text, { mode: 0o600 });
      await rename(temporary, fileOf(id));
      return Buffer.byteLength(text);
    },
    remove: async (id) => await rm(fileOf(id), { force: true }),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

/**
 * Reads the record that a file is named after; null if the file holds none, or another one. Rejects
 * if it cannot be read.
 */
export async function readNamed(file: string): Promise<KeptRecord | null> {
  try {
    const kept = await readRecord(file);
    return kept?.record.completion.id === path.parse(file).name ? kept : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

async function readRecord(file: string): Promise<KeptRecord | undefined> {
  const text = await unlessMissing(readFile(file, 'utf8'));
  if (text === undefined) return undefined;
  return { record: recordSchema.parse(JSON.parse(text)), bytes: Buffer.byteLength(text) };
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
