import { z } from 'zod';
import type { Protocol } from './child.ts';

/**
 * To subscribe so many times, on a socket each, which is answered when every stream has begun; or to
 * say what came, which is answered when every stream has ended.
 */
export type SubscribersOrder =
  | {
      readonly type: 'subscribe';
      readonly url: string;
      readonly count: number;
      /** The completion to watch; null to start one with each subscription. */
      readonly watch: string | null;
    }
  | { readonly type: 'report' };

/** What all subscribers together got since the last order. */
export interface SubscribersReport {
  /** Events with a piece of an answer. */
  readonly deliveries: number;
  /** Tokens in them, each of which is the time of its making. */
  readonly tokens: number;
  /** From a token's making until its client had it. */
  readonly delayMs: { readonly median: number; readonly p99: number; readonly longest: number };
  /** When the last one came, by `process.hrtime`, in milliseconds. */
  readonly lastAtMs: number;
}

/** Messages to and from the subscribers' process: null once every stream has begun. */
export const subscribersProtocol: Protocol<SubscribersOrder, SubscribersReport | null> = {
  order: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('subscribe'),
      url: z.string(),
      count: z.number(),
      watch: z.string().nullable(),
    }),
    z.object({ type: z.literal('report') }),
  ]),
  result: z
    .object({
      deliveries: z.number(),
      tokens: z.number(),
      delayMs: z.object({ median: z.number(), p99: z.number(), longest: z.number() }),
      lastAtMs: z.number(),
    })
    .nullable(),
};
