import { z } from 'zod';
import type { Protocol } from './child.ts';

/** To stand before a gateway, once, and then to change rows. */
export type FeedOrder =
  | { readonly type: 'start'; readonly url: string }
  | {
      readonly type: 'run';
      readonly rows: number;
      /** Of each row. */
      readonly changesPerSecond: number;
      readonly ms: number;
    };

/** What was sent. */
export interface FeedResult {
  /** Where it stands, `http://127.0.0.1:41231`. */
  readonly url: string;
  readonly changes: number;
  /** The tokens of every row at the end. */
  readonly lastTokens: number;
}

/** Messages to and from the process of the feed. */
export const feedProtocol: Protocol<FeedOrder, FeedResult> = {
  order: z.discriminatedUnion('type', [
    z.object({ type: z.literal('start'), url: z.string() }),
    z.object({
      type: z.literal('run'),
      rows: z.number(),
      changesPerSecond: z.number(),
      ms: z.number(),
    }),
  ]),
  result: z.object({ url: z.string(), changes: z.number(), lastTokens: z.number() }),
};
