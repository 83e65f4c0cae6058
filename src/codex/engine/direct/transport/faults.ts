import type { IncomingHttpHeaders } from 'node:http';
import type { ConnectionFault } from '../../service/contact/connection-fault.ts';

/** The service refused a request before any event: an HTTP status, or over WebSocket an `error`. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came: JSON, a page of HTML, or nothing. At most 64 kB of it. */
  readonly body: string;

  constructor(status: number, headers: IncomingHttpHeaders, body: string) {
    super(`the service answered with ${status}`);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** There is no connection to the service, or it broke before the end of the stream. */
export class BrokenConnection extends Error {
  override readonly name = 'BrokenConnection';
  /** Why; null where nothing tells. */
  readonly fault: ConnectionFault | null;
  /** Whether the request may have reached the service. */
  readonly isSent: boolean;

  constructor(fault: ConnectionFault | null, isSent: boolean, cause: unknown) {
    super(cause instanceof Error ? cause.message : 'the connection to the service broke', {
      cause,
    });
    this.fault = fault;
    this.isSent = isSent;
  }
}
