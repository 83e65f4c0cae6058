import type { IncomingMessage } from 'node:http';
import type { CountRefusal } from '../../codex/completion/refusal.ts';
import { refusedRequest } from '../access/refused-request.ts';
import { noteCaller } from '../access/caller-of.ts';
import { credentialsOf, type Credentials } from '../access/credentials.ts';
import { errorRow } from '../../errors/error-table.ts';
import { toCodexServeError, type CodexServeError } from '../../errors/errors.ts';
import type { Access } from '../access/access.ts';
import { hostError, invalidKey, originError, severalHosts } from '../access/guards.ts';
import { noteFacts } from '../request-facts.ts';
import { hasRoute, type OwnerOf } from '../surface-list.ts';
import type { MountedSurface, UpgradeHandler } from '../surface.ts';
import { refuseUpgrade } from './http-server.ts';
import type { UpgradeLog } from './upgrade-log.ts';
import { newId } from '../../util/new-id.ts';

/**
 * The one handler of WebSocket upgrades. CORS does not hold for WebSockets, so `Host` and `Origin` are
 * checked here, and the key, as for requests. A surface may take the key later instead: a page can
 * send it only once the socket is open.
 *
 * Each upgrade has an id like a request's, which all completions of its socket have.
 *
 * @param assertOpen Throws where no new client is admitted.
 */
export function upgradeHandler(
  access: Access,
  ownerOf: OwnerOf<MountedSurface>,
  assertOpen: () => void = () => {},
  countRefusal: CountRefusal = () => {},
  log: UpgradeLog = { opened() {}, refused() {} },
): UpgradeHandler {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    request.id = newId('req_');
    const open = (handle: UpgradeHandler): void => {
      log.opened(request, socket);
      handle(request, socket, head);
    };
    const path = request.url?.split('?')[0] ?? '';
    const owner = ownerOf(path);
    const { keyHeaders, upgrade } = owner;
    const credentials = credentialsOf(request, keyHeaders);
    const error =
      severalHosts(credentials) ??
      (access.isKeyRequired ? undefined : refusal(access, credentials));
    const closed = errorOf(assertOpen);
    if (error !== undefined) refuse(error);
    else if (!upgrade?.paths.includes(routePathOf(path))) answer(statusWithout(owner, path));
    else if (closed !== null) refuse(closed);
    else if (upgrade.isKeySentLater === true) open(upgrade.handle);
    else void letIn(upgrade.handle);

    async function letIn(handle: UpgradeHandler): Promise<void> {
      const fault = await identify(access, credentials, request);
      // The client may have gone meanwhile.
      if (socket.destroyed) return;
      if (fault === undefined) open(handle);
      else refuse(fault);
    }

    function refuse(fault: CodexServeError): void {
      countRefusal(refusedRequest(request, fault, ownerOf));
      noteFacts(request, { code: fault.code });
      const retryMs = fault.retryAfterMs ?? undefined;
      answer(errorRow(fault.code).status, `${fault.message}\n`, retryMs);
    }

    function answer(status: number, reason?: string, retryMs?: number): void {
      refuseUpgrade(socket, status, reason, retryMs);
      log.refused(request, status);
    }
  };
}

/**
 * The status of a path that takes no WebSocket. Codex continues over HTTP at once after a 426 alone: it
 * tries six times more after a 404, and shows that to its user.
 */
function statusWithout(owner: MountedSurface, path: string): 404 | 426 {
  return hasRoute(owner, path) ? 426 : 404;
}

/** As Express finds routes: upper and lower case, and one slash at the end, do not matter. */
function routePathOf(path: string): string {
  return path.toLowerCase().replace(/(?<=.)\/$/, '');
}

function errorOf(act: () => void): CodexServeError | null {
  try {
    act();
    return null;
  } catch (error) {
    return toCodexServeError(error);
  }
}

function refusal(access: Access, credentials: Credentials): CodexServeError | undefined {
  return hostError(access, credentials) ?? originError(access, credentials);
}

/** Notes who opens a socket. Gives the error of a caller that is not let in, and never rejects. */
async function identify(
  access: Access,
  credentials: Credentials,
  request: IncomingMessage,
): Promise<CodexServeError | undefined> {
  const error = refusal(access, credentials);
  if (error !== undefined) return error;
  try {
    const caller = await access.identify(credentials);
    if (caller === null) return invalidKey();
    noteCaller(request, caller);
    return undefined;
  } catch (fault) {
    return toCodexServeError(fault);
  }
}
