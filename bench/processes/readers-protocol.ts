import { z } from 'zod';
import type { AppServerOptions } from '../load/app-server.ts';
import { appServerOptions } from './load-protocol.ts';
import type { Protocol } from './child.ts';

/** How the readers get at Codex: over REST, or by an app-server of their own. */
export type ReadersWay = { readonly url: string } | AppServerOptions;

/** So many chats at once, each streamed to its end. */
export interface ReadersOrder {
  /** The same in all orders to a process. */
  readonly way: ReadersWay;
  readonly readers: number;
  /** Of those, how many read nothing until the others have their answers. Over REST only. */
  readonly slow: number;
  /** Of each answer. */
  readonly tokens: number;
  /** How long delays are looked at once all have begun, in milliseconds. */
  readonly measuredMs: number;
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

/** Messages to and from the process of the readers. */
export const readersProtocol: Protocol<ReadersOrder, ReadersResult> = {
  order: z.object({
    way: z.union([z.object({ url: z.string() }), appServerOptions]),
    readers: z.number(),
    slow: z.number(),
    tokens: z.number(),
    measuredMs: z.number(),
  }),
  result: z.object({
    medianMs: z.number(),
    p99Ms: z.number(),
    maxMs: z.number(),
    tokens: z.number(),
    failure: z.string().nullable(),
  }),
};
