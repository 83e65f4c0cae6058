import type { ConnectionInitMessage, Context } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { callerOf } from '../../../http/access/caller.ts';
import type { Caller } from '../../../codex/completion/client.ts';

/** A WebSocket and what runs on it. */
export type WebSocketContext = Context<ConnectionInitMessage['payload'], Extra>;

/**
 * Who opened the socket, with the keys of `connectionParams` and of the upgrade's headers: a browser
 * cannot set headers on a WebSocket.
 */
export function callerOfSocket({ connectionParams, extra }: WebSocketContext): Caller {
  return callerOf(extra.request, connectionParams);
}
