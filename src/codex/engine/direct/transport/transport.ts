import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '../login/credentials.ts';
import type { Provider } from '../provider/provider.ts';
import type { ResponseBody } from '../request/response-body.ts';

/** One request to the service for one response. */
export interface UpstreamRequest {
  readonly provider: Provider;
  readonly credentials: Credentials;
  /**
   * The members of a request to the Responses API, with the whole `input`; without `stream` and
   * `previous_response_id`, which the transport adds.
   */
  readonly body: ResponseBody;
  /** The conversation's id, for the service's cache. */
  readonly sessionId: string;
  /** What the turn's first response gave as `x-codex-turn-state`; null for a turn's first request. */
  readonly turnState: string | null;
  /** The response that the input continues from; null for none. A transport may ignore it. */
  readonly continued: Continuation | null;
}

/** A response that a later request may continue from on its connection. */
export interface Continuation {
  readonly responseId: string;
  /** The connection that gave it. */
  readonly connection: object;
  /** How many items of a later request's `input` the service has, the response's own included. */
  readonly known: number;
}

/** An event of a response stream, parsed: `{ "type": "response.output_text.delta", … }`. */
export interface ResponseEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

const terminalTypes: ReadonlySet<string> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
  'error',
]);

/** Whether nothing follows that event in its stream. */
export function isTerminal({ type }: ResponseEvent): boolean {
  return terminalTypes.has(type);
}

/** Receives a response. */
export interface ResponseListener {
  /** The service takes the request. Called once, before the first event. */
  headers(headers: IncomingHttpHeaders): void;
  event(event: ResponseEvent): void;
}

/** Sends requests to the service. */
export interface Transport {
  /**
   * Sends a request. Resolves at the terminal event (see `isTerminal`), and reads the rest of the
   * stream in the background, for a bounded time; or resolves when the stream ends without one. An
   * abort closes the stream at once. Rejects with `ServiceRefusal`, `BrokenConnection` or
   * `CancelledError`.
   *
   * @returns The connection, if a later request may continue from this response on it.
   */
  send(
    request: UpstreamRequest,
    listener: ResponseListener,
    signal: AbortSignal,
  ): Promise<object | null>;
  /** Opens connections ahead of the first request. Never rejects. */
  prepare(provider: Provider, credentials: Credentials): Promise<void>;
  /** Closes the connections that the login opened, those in use after their answers. */
  loginChanged(): void;
  close(): Promise<void>;
}
