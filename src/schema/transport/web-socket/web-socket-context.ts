import type { ConnectionInitMessage, Context } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { Client, Identify } from '../../../codex/completion/client.ts';

/** A WebSocket and what runs on it. */
export type WebSocketContext = Context<ConnectionInitMessage['payload'], Extra>;

/**
 * Whose socket it is; null for one that is not let in. A browser cannot set headers on a WebSocket,
 * so that the credentials in `connectionParams` come first.
 */
export function clientOf(
  { connectionParams, extra }: WebSocketContext,
  identify: Identify,
): Client | null {
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  const { authorization, 'user-agent': userAgent } = extra.request.headers;
  return identify(typeof given === 'string' ? given : authorization, userAgent);
}
