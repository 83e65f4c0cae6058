import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { requestIdOf } from '../request-id.ts';
import type { RequestTracer } from '../request-tracer.ts';
import { requestFields } from './request-log.ts';

/** The log of requests for a WebSocket. */
export interface UpgradeLog {
  /** One was let in. Logged when its connection closes. */
  opened(request: IncomingMessage, socket: Duplex): void;
  /** One was answered with a status instead. */
  refused(request: IncomingMessage, status: number): void;
}

/** Logs a line for each WebSocket that closes, and one for each that is refused. */
export function createUpgradeLog(logger: Logger, tracer?: RequestTracer): UpgradeLog {
  return {
    opened(request, socket) {
      const openedAt = performance.now();
      socket.once('close', () => {
        const durationMs = Math.round(performance.now() - openedAt);
        const requestId = requestIdOf(request);
        logger.info({ requestId, ...requestFields(request), durationMs }, 'websocket closed');
      });
    },
    refused(request, status) {
      const requestId = requestIdOf(request);
      tracer?.refusedUpgrade(requestId, request, status);
      const ids = { requestId, ...tracer?.idsOf(requestId) };
      const level = status >= 500 ? 'error' : 'warn';
      logger[level]({ ...ids, ...requestFields(request), status }, 'websocket refused');
    },
  };
}
