import { z } from 'zod';
import type { Protocol } from './child.ts';

/** How a stand-in answers; it is told so once. */
export interface StandInOrder {
  /** 0: at once. */
  readonly tokensPerSecond: number;
}

/** To start the stand-in, which answers with its base URL, `http://127.0.0.1:41231/v1`. */
export const standInProtocol: Protocol<StandInOrder, string> = {
  order: z.object({ tokensPerSecond: z.number() }),
  result: z.string(),
};
