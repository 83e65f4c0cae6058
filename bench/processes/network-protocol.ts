import { z } from 'zod';
import type { Protocol } from './child.ts';

/** What lies between Codex and the service. */
export interface NetworkOptions {
  /** Port of the service on 127.0.0.1. */
  readonly to: number;
  /** From one end to the other, in milliseconds: half of a round trip. */
  readonly oneWayMs: number;
  /** Whether TLS is spoken over it; the service itself does not. */
  readonly isTls: boolean;
}

/** To lay it, once, or to look at what has gone over it. */
export type NetworkOrder = ({ readonly type: 'open' } & NetworkOptions) | { readonly type: 'look' };

/** What has gone over it. */
export interface NetworkState {
  /** To connect to, on 127.0.0.1. */
  readonly port: number;
  /**
   * Sent to the service so far over each connection, in the order in which they were opened: TLS,
   * HTTP and WebSocket frames included.
   */
  readonly upstreamBytes: readonly number[];
}

/** Messages to and from the network's process. */
export const networkProtocol: Protocol<NetworkOrder, NetworkState> = {
  order: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('open'),
      to: z.number(),
      oneWayMs: z.number(),
      isTls: z.boolean(),
    }),
    z.object({ type: z.literal('look') }),
  ]),
  result: z.object({ port: z.number(), upstreamBytes: z.array(z.number()) }),
};
