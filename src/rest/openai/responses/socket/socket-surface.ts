import type { Logger } from 'pino';
import type { Identify } from '../../../../http/access/credentials.ts';
import { defaultSocketBounds, type SocketBounds } from '../../../../http/socket/socket-bounds.ts';
import { createSocketLimits } from '../../../../http/socket/socket-limits.ts';
import { createSocketServer, type SocketServer } from '../../../../http/socket/socket-server.ts';
import type { ResponsesOptions } from '../responses-options.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import { createLocalTurnStore } from './local-turns.ts';
import { serveSession } from './session.ts';

/** What the WebSockets of the Responses API are made of. */
export interface ResponsesSocketDeps {
  readonly options: ResponsesOptions;
  /** Identifies who asks. */
  readonly identify: Identify;
  readonly logger: Logger;
  /** Missing ones are those of `defaultSocketBounds`. */
  readonly bounds?: Partial<SocketBounds>;
  /** How long a socket lives, in milliseconds. Default: 60 minutes, as OpenAI's. */
  readonly lifetimeMs?: number;
}

const defaultLifetimeMs = 60 * 60 * 1000;

/** The Responses API over WebSocket. Its clients are known when they open a socket. */
export function createResponsesSocket(deps: ResponsesSocketDeps): SocketServer {
  const { options, identify, logger, lifetimeMs = defaultLifetimeMs } = deps;
  const bounds = { ...defaultSocketBounds, ...deps.bounds };
  const limits = createSocketLimits(bounds);
  const turns = createLocalTurnStore();
  const answers = new Set<Promise<void>>();
  const track = (answer: Promise<void>): void => {
    answers.add(answer);
    void answer.finally(() => answers.delete(answer));
  };
  const session = { options, identify, bounds, logger, lifetimeMs, track };
  const server = createSocketServer({
    bounds,
    limits,
    serve(socket, request) {
      limits.admit(socket);
      serveSession(session, socket, request, turns.open());
    },
  });
  return {
    ...server,
    async close() {
      // The core has been closed: their last events are on the way.
      const late = new Error('An answer has not ended in time.');
      await settleWithin(Promise.all(answers), bounds.closeTimeoutMs, () => late).catch(() => {});
      await server.close();
    },
  };
}
