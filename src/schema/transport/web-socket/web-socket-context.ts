import type { ConnectionInitMessage, Context } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { credentialsOf, type Credentials } from '../../../http/access/credentials.ts';
import { graphqlKeyHeaders } from '../../kit/key-headers.ts';

/** A WebSocket and what runs on it. */
export type WebSocketContext = Context<ConnectionInitMessage['payload'], Extra>;

/**
 * Who opened the socket, with the keys of `connectionParams` and of the upgrade's headers: a browser
 * cannot set headers on a WebSocket.
 */
export function credentialsOfSocket({ connectionParams, extra }: WebSocketContext): Credentials {
  return credentialsOf(extra.request, graphqlKeyHeaders, connectionParams);
}
