import type { ConnectionInitMessage, Context } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';

/** A WebSocket and what runs on it. */
export type WebSocketContext = Context<
  ConnectionInitMessage['payload'],
  Extra & Partial<Record<PropertyKey, never>>
>;

/**
 * A client's credentials, `Bearer KEY`. A browser cannot set headers on a WebSocket, so
 * `connectionParams` come first.
 */
export function credentialsOf({ connectionParams, extra }: WebSocketContext): string | undefined {
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  return typeof given === 'string' ? given : extra.request.headers.authorization;
}
