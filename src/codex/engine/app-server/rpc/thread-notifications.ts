import { z } from 'zod';
import { rawItem, threadItem, turnError, usage } from './thread-items.ts';

const turnId = z.string().nullish();
const text = z.object({ turnId, itemId: z.string(), delta: z.string() });

/**
 * The notifications about one thread that a turn acts on, with what it needs of each. A newer Codex
 * may add members and methods; it is not held to more than this.
 */
const readers = {
  'turn/started': z.object({ turn: z.object({ id: z.string() }) }),
  'item/started': z.object({ turnId, item: threadItem }),
  'item/completed': z.object({ turnId, item: threadItem }),
  'item/agentMessage/delta': text,
  'item/reasoning/summaryTextDelta': text.extend({ summaryIndex: z.int().min(0).max(1000) }),
  'rawResponseItem/completed': z.object({ turnId: z.string(), item: rawItem }),
  'rawResponse/completed': z.object({ turnId, usage: usage.nullish() }),
  'thread/tokenUsage/updated': z.object({
    turnId,
    tokenUsage: z.object({ total: usage, last: usage }),
  }),
  'thread/status/changed': z.object({ status: z.object({ type: z.string() }) }),
  'thread/closed': z.object({}),
  error: z.object({ turnId, error: turnError, willRetry: z.boolean() }),
  'turn/completed': z.object({
    turn: z.object({
      id: z.string(),
      status: z.string(),
      error: turnError.nullish(),
      items: z.array(threadItem).nullish(),
    }),
  }),
} as const satisfies Record<string, z.ZodType>;

type Readers = typeof readers;

/** One of these notifications. */
export type ThreadNotification = {
  [M in keyof Readers]: { readonly method: M; readonly params: z.infer<Readers[M]> };
}[keyof Readers];

/**
 * Reads a notification about a thread. Null for one that no turn acts on.
 *
 * @throws {z.ZodError} When the params are not what the method should have.
 */
export function readThreadNotification(method: string, params: unknown): ThreadNotification | null {
  if (!isRead(method)) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one reader per method
  return { method, params: readers[method].parse(params) } as ThreadNotification;
}

function isRead(method: string): method is keyof Readers {
  return Object.hasOwn(readers, method);
}
