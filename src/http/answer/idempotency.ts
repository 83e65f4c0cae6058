import type { Request } from 'express';
import type { IdempotencyKey } from '../../codex/completion/request.ts';

/** The request header with the key. */
export const idempotencyHeader = 'idempotency-key';

/** The fields that say how an answer is sent, not what is asked. */
const delivery = new Set(['stream', 'stream_options']);

/**
 * The key in `Idempotency-Key`, with the body that it stands for; undefined where the request has
 * none. A client may ask for the same answer streamed and whole.
 *
 * @param route Sets apart what is sent to different routes.
 */
export function idempotencyOf(
  req: Request,
  route: string,
): Omit<IdempotencyKey, 'index'> | undefined {
  const key = req.get(idempotencyHeader);
  if (key === undefined || key === '') return undefined;
  const body: unknown = req.body;
  const members = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const sent = members.filter(([name]) => !delivery.has(name));
  return { key, body: [route, Object.fromEntries(sent)] };
}
