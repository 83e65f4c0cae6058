import { jsonBounds, type JsonBounds } from '../body/json-scan.ts';

/** The limits for the WebSockets of one API, and for the messages that they carry. */
export interface SocketBounds {
  /** Bytes of a message. Pictures travel in it. */
  readonly maxMessageBytes: number;
  /** Values in the JSON of a message, at all depths. */
  readonly maxJsonValues: number;
  /** Arrays and objects within each other there. */
  readonly maxJsonDepth: number;
  /** Concurrent WebSockets of all clients. */
  readonly maxSockets: number;
  /** Those of them whose client is not known yet. */
  readonly maxPendingSockets: number;
  /** Bytes that such a client may send. */
  readonly maxPendingBytes: number;
  /** Bytes of messages that all WebSockets together may have begun and not ended. */
  readonly maxUnfinishedBytes: number;
  /** Bytes that may wait for a WebSocket's client to read them before nothing more is read of it. */
  readonly maxUnreadBytes: number;
  /** Time between pings on a WebSocket, in milliseconds; a peer that misses one is dropped. */
  readonly keepAliveMs: number;
  /** How long a WebSocket may take over its closing handshake, in milliseconds. */
  readonly closeTimeoutMs: number;
}

/** Generous for clients in use, too small to do harm. */
export const defaultSocketBounds: SocketBounds = {
  maxMessageBytes: 50 * 1024 * 1024,
  maxJsonValues: jsonBounds.maxValues,
  maxJsonDepth: jsonBounds.maxDepth,
  maxSockets: 2_000,
  maxPendingSockets: 500,
  maxPendingBytes: 64 * 1024,
  maxUnfinishedBytes: 200 * 1024 * 1024,
  maxUnreadBytes: 1024 * 1024,
  keepAliveMs: 12_000,
  closeTimeoutMs: 1_000,
};

/** The limits for JSON from clients. */
export function jsonBoundsOf({
  maxJsonDepth,
  maxJsonValues,
}: Pick<SocketBounds, 'maxJsonDepth' | 'maxJsonValues'>): JsonBounds {
  return { ...jsonBounds, maxDepth: maxJsonDepth, maxValues: maxJsonValues };
}
