import { z } from 'zod';
import type { Protocol } from './child.ts';

/** To start a gateway, once, or to end it. */
export type GatewayOrder =
  | {
      readonly type: 'start';
      readonly folder: string;
      readonly codexHome: string;
      /** The rest of its command line. */
      readonly args: readonly string[];
      /** Beside the environment of the benchmark. */
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly type: 'close' };

/** Messages to and from the process of a gateway: its URL, `http://127.0.0.1:41231`, or null. */
export const gatewayProtocol: Protocol<GatewayOrder, string | null> = {
  order: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('start'),
      folder: z.string(),
      codexHome: z.string(),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()),
    }),
    z.object({ type: z.literal('close') }),
  ]),
  result: z.string().nullable(),
};
