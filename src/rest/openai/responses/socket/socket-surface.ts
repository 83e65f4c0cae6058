import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Identify } from '../../../../http/access/credentials.ts';
import { defaultSocketBounds, type SocketBounds } from '../../../../http/socket/socket-bounds.ts';
import { createSocketLimits } from '../../../../http/socket/socket-limits.ts';
import { createSocketServer, type SocketServer } from '../../../../http/socket/socket-server.ts';
import type { ResponsesOptions } from '../responses-options.ts';
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
  const answers = new WeakMap<WebSocket, number>();
  const answersOf = (socket: WebSocket): number => answers.get(socket) ?? 0;
  const track = (socket: WebSocket, answer: Promise<void>): void => {
    answers.set(socket, answersOf(socket) + 1);
    void answer.finally(() => answers.set(socket, answersOf(socket) - 1));
  };
  const session = { options, identify, bounds, logger, lifetimeMs };
  return createSocketServer({
    bounds,
    limits,
    isBusy: (socket) => answersOf(socket) > 0,
    serve(socket, request) {
      limits.admit(socket);
      const tracked = { ...session, track: (answer: Promise<void>) => track(socket, answer) };
      serveSession(tracked, socket, request, turns.open());
    },
  });
}
