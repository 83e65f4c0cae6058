import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { KeptRecord, StoredRecord } from './storage.ts';

const recordSchema: z.ZodType<StoredRecord> = z.object({
  client: z.string(),
  storedAt: z.number(),
  completion: z.looseObject({ id: z.string(), model: z.string() }),
  messages: z.array(z.looseObject({})),
  metadata: z.record(z.string(), z.string()),
});

/** A record from its JSON. Throws if that holds none. */
export function readRecord(json: string): KeptRecord {
  return { record: recordSchema.parse(JSON.parse(json)), bytes: Buffer.byteLength(json) };
}
