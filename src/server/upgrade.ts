import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorRow } from '../errors/error-table.ts';
import type { Access } from './access.ts';
import { originError } from './guards.ts';
import { refuseUpgrade } from './http-server.ts';

type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The one handler of WebSocket upgrades. CORS does not hold for WebSockets, so `Host` and `Origin`
 * are checked here. The API key is not: a page can send it only once the socket is open.
 */
export function upgradeHandler(access: Access, graphql: UpgradeHandler): UpgradeHandler {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    const error = originError(access, host, origin);
    if (error !== undefined) refuseUpgrade(socket, errorRow(error.code).status);
    else if (request.url?.split('?')[0] === '/graphql') graphql(request, socket, head);
    else refuseUpgrade(socket, 404);
  };
}
