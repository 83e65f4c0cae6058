import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../../codex/completion/caller.ts';
import type { Credentials, Identify } from '../../../http/access/credentials.ts';
import { credentialsOfSocket, type WebSocketContext } from './web-socket-context.ts';

/** Who opened each WebSocket. */
export interface SocketCallers {
  /** Identifies the caller by `connection_init`; null for one that is not let in. */
  identify(context: WebSocketContext): Promise<Caller | null>;
  /**
   * The caller as identified by `connection_init`. One that sent the admin token is identified again
   * once another token is in force, and may be null then.
   */
  callerOf(context: WebSocketContext): Promise<Caller | null>;
}

/** @param holdsAdminToken Whether credentials contain the admin token that is in force now. */
export function createSocketCallers(
  identify: Identify,
  holdsAdminToken: (credentials: Credentials) => boolean,
): SocketCallers {
  const known = new WeakMap<IncomingMessage, { caller: Caller | null; heldToken: boolean }>();
  const identifyNow = async (context: WebSocketContext): Promise<Caller | null> => {
    const credentials = credentialsOfSocket(context);
    const heldToken = holdsAdminToken(credentials);
    const caller = await identify(credentials);
    known.set(context.extra.request, { caller, heldToken });
    return caller;
  };
  return {
    identify: identifyNow,
    async callerOf(context) {
      const found = known.get(context.extra.request);
      const isInForce = found?.heldToken === false || holdsAdminToken(credentialsOfSocket(context));
      return found !== undefined && isInForce ? found.caller : await identifyNow(context);
    },
  };
}
