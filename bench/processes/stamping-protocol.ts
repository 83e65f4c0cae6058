import { z } from 'zod';
import type { Protocol } from './child.ts';

/** How the service answers; it is told so once. */
export interface StampingOrder {
  /** Of each answer. */
  readonly tokensPerSecond: number;
}

/** To start the service, which answers with its base URL, `http://127.0.0.1:41231/v1`. */
export const stampingProtocol: Protocol<StampingOrder, string> = {
  order: z.object({ tokensPerSecond: z.number() }),
  result: z.string(),
};
