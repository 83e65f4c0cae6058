import { z } from 'zod';
import type { Protocol } from './child.ts';

/** A body to send, by the name of its kind. */
export interface BodiesOrder {
  /** Of the gateway. */
  readonly url: string;
  readonly kind: string;
}

/** What came of it. */
export interface BodiesResult {
  readonly bytes: number;
  readonly status: number;
  /** The beginning of the answer. */
  readonly answer: string;
}

/** Messages to and from the process that sends bodies. */
export const bodiesProtocol: Protocol<BodiesOrder, BodiesResult> = {
  order: z.object({ url: z.string(), kind: z.string() }),
  result: z.object({ bytes: z.number(), status: z.number(), answer: z.string() }),
};
