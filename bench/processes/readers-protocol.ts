import { z } from 'zod';
import type { Protocol } from './child.ts';

/** So many chats at once, each streamed to its end. */
export interface ReadersOrder {
  readonly url: string;
  readonly readers: number;
  /** Of those, how many read nothing until the others have their answers. */
  readonly slow: number;
  /** Of each answer. */
  readonly tokens: number;
}

/** What the readers got. */
export interface ReadersResult {
  /** From the service's sending to a reader that keeps up, in milliseconds, once all have begun. */
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Of all readers. */
  readonly tokens: number;
  /** What was wrong with answers: the first one's. */
  readonly failure: string | null;
}

/** What the process of the readers is told, and what it says. */
export const readersProtocol: Protocol<ReadersOrder, ReadersResult> = {
  order: z.object({
    url: z.string(),
    readers: z.number(),
    slow: z.number(),
    tokens: z.number(),
  }),
  result: z.object({
    medianMs: z.number(),
    p99Ms: z.number(),
    maxMs: z.number(),
    tokens: z.number(),
    failure: z.string().nullable(),
  }),
};
