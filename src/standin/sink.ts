import type { Transport } from './types.ts';
import type { JsonObject } from './wire/json.ts';

/** Where a response's events go: one SSE reply, or one turn on a WebSocket. */
export interface EventSink {
  readonly transport: Transport;
  /** Aborts when the client is gone or the stand-in is closed. */
  readonly signal: AbortSignal;
  /** Refuses the request before any event. */
  refuse(
    status: number,
    body: JsonObject | string,
    headers: Readonly<Record<string, string>>,
  ): void;
  /** Queues an event. Returns true when enough is queued for a `flush`. */
  send(event: JsonObject): boolean;
  /** Queues bytes that are not an event. */
  sendGarbage(): void;
  /** Announces the stream without an event (over WebSocket there is nothing to announce). */
  begin(): void;
  /** Sends what is queued, and resolves when the client can take more. */
  flush(): Promise<void>;
  /** Ends the stream in order (over WebSocket the connection stays open). */
  end(): void;
  /** Ends the stream in order with what is queued; over WebSocket the connection is closed, too. */
  close(code: number): void;
  /** Sends what is queued, then destroys the connection. */
  cut(): Promise<void>;
  /** Destroys the connection with what is queued. */
  destroy(): void;
}

/** Queued bytes from which on {@link EventSink.send} asks for a flush. */
export const FLUSH_BYTES = 16 * 1024;
