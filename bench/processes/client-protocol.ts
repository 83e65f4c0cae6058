import { z } from 'zod';
import type { Protocol } from './child.ts';

/** A streamed chat request to take up, or to send the one that it has. */
export type ClientOrder =
  | { readonly type: 'take'; readonly url: string; readonly body: string }
  | { readonly type: 'send' };

/** What came of a request. */
export interface ClientAnswer {
  /** Events of the stream. */
  readonly chunks: number;
  /** From before the request was sent. */
  readonly firstByteMs: number;
  /** The end of an answer that was not whole. */
  readonly failure: string | null;
}

/** Messages to and from the client process: null once it has taken up a request. */
export const clientProtocol: Protocol<ClientOrder, ClientAnswer | null> = {
  order: z.discriminatedUnion('type', [
    z.object({ type: z.literal('take'), url: z.string(), body: z.string() }),
    z.object({ type: z.literal('send') }),
  ]),
  result: z
    .object({ chunks: z.number(), firstByteMs: z.number(), failure: z.string().nullable() })
    .nullable(),
};
