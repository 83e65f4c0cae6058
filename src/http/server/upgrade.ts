import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { credentialsOf } from '../access/credentials.ts';
import { errorRow } from '../../errors/error-table.ts';
import type { CodexServeError } from '../../errors/errors.ts';
import type { Access } from '../access/access.ts';
import { hostError, originError, severalHosts } from '../access/guards.ts';
import { refuseUpgrade } from './http-server.ts';

type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The one handler of WebSocket upgrades. CORS does not hold for WebSockets, so `Host` and `Origin`
 * are checked here where no key is required. Where one is, a page can send it only once the socket is
 * open, and the socket is closed without it.
 */
export function upgradeHandler(access: Access, graphql: UpgradeHandler): UpgradeHandler {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const error = refusal(access, request);
    if (error !== undefined) {
      refuseUpgrade(socket, errorRow(error.code).status, `${error.message}\n`);
    } else if (request.url?.split('?')[0] === '/graphql') {
      graphql(request, socket, head);
    } else refuseUpgrade(socket, 404);
  };
}

function refusal(access: Access, request: IncomingMessage): CodexServeError | undefined {
  const error = severalHosts(request);
  if (error !== undefined || access.isKeyRequired) return error;
  const credentials = credentialsOf(request);
  return hostError(access, credentials) ?? originError(access, credentials);
}
