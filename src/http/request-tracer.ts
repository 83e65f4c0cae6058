import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '../errors/error-table.ts';

/** A span, as the log names it. */
export interface TraceIds {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
}

/** What may hold a `traceparent` and a `tracestate`: headers, or what a client sends in their place. */
export type TraceCarrier = Readonly<Record<string, unknown>>;

/** What a client asks for in a message on a WebSocket. */
export interface SocketOperation {
  /** See `Caller.operationId`. */
  readonly id: string;
  /** The name of its span, one of a few: `response.create`, `graphql mutation`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where the client may say which trace it continues; the first one that says so counts. */
  readonly carriers: readonly TraceCarrier[];
}

/** Ends the span of an operation, with the code of the error that it is answered with. */
export type EndOperation = (code: ErrorCode | null) => void;

/**
 * Traces what clients ask for. The spans of completions become children of the request, or of the
 * operation, that started them. No method throws.
 */
export interface RequestTracer {
  /** A request has arrived. Its span ends when its answer is closed, and has what `factsOf` knows by then. */
  request(id: string, req: IncomingMessage, res: ServerResponse): void;
  /** A request for a WebSocket was answered without opening one. */
  refusedUpgrade(id: string, req: IncomingMessage, status: number): void;
  /** An operation on a WebSocket begins. */
  operation(operation: SocketOperation): EndOperation;
  /** The span of a recent request or operation; undefined if it has none. */
  idsOf(id: string): TraceIds | undefined;
}
