import { z } from 'zod';
import type { Protocol } from './child.ts';

/** To start the proxy on a service, which answers with the address to post to. */
export const proxyProtocol: Protocol<{ readonly baseUrl: string }, string> = {
  order: z.object({ baseUrl: z.string() }),
  result: z.string(),
};
