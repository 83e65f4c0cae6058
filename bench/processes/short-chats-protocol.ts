import { z } from 'zod';
import type { Protocol } from './child.ts';

/** So many chats with a word for an answer, by clients that ask one after the other. */
export interface ShortChatsOrder {
  readonly url: string;
  readonly count: number;
  /** Clients. */
  readonly atOnce: number;
}

/** What came of them. */
export interface ShortChatsResult {
  readonly seconds: number;
  /** The first answer that was not whole. */
  readonly failure: string | null;
}

/** Messages to and from the process that sends requests. */
export const shortChatsProtocol: Protocol<ShortChatsOrder, ShortChatsResult> = {
  order: z.object({ url: z.string(), count: z.number(), atOnce: z.number() }),
  result: z.object({ seconds: z.number(), failure: z.string().nullable() }),
};
