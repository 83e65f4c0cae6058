/** The app-server answered a call with an error. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  /** JSON-RPC's number: -32600 and -32602 say that the call was at fault. */
  readonly code: number;
  /** The app-server's own words. */
  readonly reason: string;

  constructor(method: string, code: number, message: string) {
    super(`${method}: ${message}`);
    this.code = code;
    this.reason = message;
  }
}

/** The app-server went away before it answered. */
export class RpcClosedError extends Error {
  override readonly name = 'RpcClosedError';

  constructor() {
    super('the connection to the Codex app-server closed');
  }
}

/** The app-server did not answer a call in time. */
export class RpcTimeoutError extends Error {
  override readonly name = 'RpcTimeoutError';
  /** How long it had, in milliseconds. */
  readonly ms: number;

  constructor(method: string, ms: number) {
    super(`${method}: no answer within ${ms} ms`);
    this.ms = ms;
  }
}

/** The app-server sent a message that does not match its protocol. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError';
  /** What it is about. */
  readonly method: string;

  constructor(method: string, cause?: unknown) {
    super(`${method}: the Codex app-server sent something that cannot be read`, { cause });
    this.method = method;
  }
}
