/**
 * A way to an app-server, one JSON message at a time. The child's standard input and output today;
 * a WebSocket to another host would be a second one.
 */
export interface Transport {
  /** Sends one message, already encoded, without a line end. Ignored once closed. */
  send(message: string): void;
  /** Called with every message that arrives, still encoded. Set once, before anything arrives. */
  onMessage(listener: (message: string) => void): void;
  /** Called once, when nothing can arrive any more. */
  onClose(listener: () => void): void;
}
