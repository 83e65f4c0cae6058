import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { roomIn } from './flow.ts';
import type { JsonObject } from './wire/json.ts';
import { FLUSH_BYTES } from './sink.ts';
import type { EventSink } from './sink.ts';

/** Sends a response's events as text frames on a WebSocket, many of them in one write. */
export class WebSocketSink implements EventSink {
  readonly transport = 'websocket';
  readonly signal: AbortSignal;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  readonly #headers: () => Readonly<Record<string, string>>;
  #queuedBytes = 0;

  /** @param headers Those that come with each refusal, as they are at that time. */
  constructor(
    webSocket: WebSocket,
    socket: Duplex,
    signal: AbortSignal,
    headers: () => Readonly<Record<string, string>>,
  ) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.signal = signal;
    this.#headers = headers;
  }

  refuse(
    status: number,
    body: JsonObject | string,
    headers: Readonly<Record<string, string>>,
  ): void {
    const members = typeof body === 'string' ? { error: { message: body } } : body;
    this.send({ type: 'error', status, ...members, headers: { ...this.#headers(), ...headers } });
    this.end();
  }

  send(event: JsonObject): boolean {
    return this.#queue(JSON.stringify(event));
  }

  sendGarbage(): void {
    this.#queue('<html>502</html> {"typ');
  }

  begin(): void {
    this.#uncork();
  }

  async flush(): Promise<void> {
    this.#uncork();
    await roomIn(this.#socket, this.signal);
  }

  end(): void {
    this.#uncork();
  }

  close(code: number): void {
    this.#webSocket.close(code);
    this.#uncork();
  }

  async cut(): Promise<void> {
    if (this.#queuedBytes > 0) {
      await new Promise<void>((resolve) => {
        this.#socket.write('', () => resolve());
        this.#uncork();
      });
    }
    this.destroy();
  }

  destroy(): void {
    this.#webSocket.terminate();
  }

  #queue(text: string): boolean {
    if (this.#queuedBytes === 0) this.#socket.cork();
    this.#queuedBytes += text.length;
    this.#webSocket.send(text);
    return this.#queuedBytes >= FLUSH_BYTES;
  }

  #uncork(): void {
    if (this.#queuedBytes > 0) this.#socket.uncork();
    this.#queuedBytes = 0;
  }
}
