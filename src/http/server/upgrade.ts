import type { IncomingMessage } from 'node:http';
import { credentialsOf } from '../access/credentials.ts';
import { errorRow } from '../../errors/error-table.ts';
import type { CodexServeError } from '../../errors/errors.ts';
import type { Access } from '../access/access.ts';
import { hostError, originError, severalHosts } from '../access/guards.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { MountedSurface, UpgradeHandler } from '../surface.ts';
import { refuseUpgrade } from './http-server.ts';

/**
 * The one handler of WebSocket upgrades. CORS does not hold for WebSockets, so `Host` and `Origin`
 * are checked here where no key is required. Where one is, a page can send it only once the socket is
 * open, and the socket is closed without it.
 */
export function upgradeHandler(access: Access, ownerOf: OwnerOf<MountedSurface>): UpgradeHandler {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const path = request.url?.split('?')[0] ?? '';
    const { keyHeaders, upgrade } = ownerOf(path);
    const error = refusal(access, request, keyHeaders);
    if (error !== undefined) {
      refuseUpgrade(socket, errorRow(error.code).status, `${error.message}\n`);
    } else if (upgrade?.paths.includes(path)) {
      upgrade.handle(request, socket, head);
    } else refuseUpgrade(socket, 404);
  };
}

function refusal(
  access: Access,
  request: IncomingMessage,
  keyHeaders: readonly string[],
): CodexServeError | undefined {
  const error = severalHosts(request);
  if (error !== undefined || access.isKeyRequired) return error;
  const credentials = credentialsOf(request, keyHeaders);
  return hostError(access, credentials) ?? originError(access, credentials);
}
