import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readRecord } from './read-record.ts';

/** A record in a file of its own, `<id>.json`, as earlier versions kept it. */
export interface NamedRecord {
  readonly id: string;
  readonly json: string;
}

/**
 * Reads the record that a file is named after; null if the file holds none, or another one. Rejects
 * if it cannot be read.
 */
export async function readNamed(file: string): Promise<NamedRecord | null> {
  const json = await readFile(file, 'utf8');
  try {
    const { id } = readRecord(json).record.completion;
    return id === path.parse(file).name ? { id, json } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
