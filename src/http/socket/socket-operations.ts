import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { errorRow, type ErrorCode } from '../../errors/error-table.ts';
import { newId } from '../../util/new-id.ts';
import { requestIdOf } from '../request-id.ts';
import type { RequestTracer, TraceCarrier } from '../request-tracer.ts';
import { textStart } from '../../util/cut-text.ts';

/** What a client asks for in a message on a WebSocket. */
export interface AskedOperation {
  /** See `Caller.operationId`. Default: a new one. */
  readonly id?: string;
  /** The name of its span, one of a few. */
  readonly name: string;
  /** `response.create`, `query`, `mutation` or `subscription`. */
  readonly operation: string;
  /** The name that the client gave it. Default: none. */
  readonly operationName?: string;
  /** Where the client may say which trace it continues, before the headers of the socket. */
  readonly carriers: readonly TraceCarrier[];
}

/** An operation that is being answered. */
export interface OpenOperation {
  /** See `Caller.operationId`. */
  readonly id: string;
  /** Logs the operation, and ends its span. Once. */
  end(outcome: { readonly keyName: string | null; readonly code: ErrorCode | null }): void;
}

/** Begins the operation of a message on the socket that the request opened. */
export type BeginOperation = (request: IncomingMessage, asked: AskedOperation) => OpenOperation;

/** In characters. */
const longestName = 100;

/** A new id for an operation. */
export function newOperationId(): string {
  return newId('op_');
}

/** Gives each operation an id and a span, and logs a line when it has been answered. */
export function socketOperations(logger: Logger, tracer?: RequestTracer): BeginOperation {
  return (request, { id = newOperationId(), name, operation, operationName, carriers }) => {
    const requestId = requestIdOf(request);
    const shownName = operationName && textStart(operationName, longestName);
    const beganAt = performance.now();
    const endSpan = tracer?.operation({
      id,
      name,
      attributes: {
        'codex_serve.request.id': requestId,
        'codex_serve.operation.id': id,
        ...(operation !== 'response.create' && { 'graphql.operation.type': operation }),
        ...(shownName !== undefined && { 'graphql.operation.name': shownName }),
      },
      carriers: [...carriers, request.headers],
    });
    let hasEnded = false;
    return {
      id,
      end({ keyName, code }) {
        if (hasEnded) return;
        hasEnded = true;
        const durationMs = Math.round(performance.now() - beganAt);
        const ids = { requestId, operationId: id, ...tracer?.idsOf(id) };
        logger[levelOf(code)](
          {
            ...ids,
            operation,
            operationName: shownName,
            keyName,
            code: code ?? undefined,
            durationMs,
          },
          'websocket operation',
        );
        endSpan?.(code);
      },
    };
  };
}

/** As for a request with the status of the error. */
function levelOf(code: ErrorCode | null): 'info' | 'warn' | 'error' {
  if (code === null) return 'info';
  return errorRow(code).status >= 500 ? 'error' : 'warn';
}
