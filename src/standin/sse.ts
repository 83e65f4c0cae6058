import type { ServerResponse } from 'node:http';
import { roomIn } from './flow.ts';
import { stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
import { FLUSH_BYTES } from './sink.ts';
import type { EventSink } from './sink.ts';

/** Sends a response's events as the body of one HTTP reply. */
export class SseSink implements EventSink {
  readonly transport = 'sse';
  readonly signal: AbortSignal;
  readonly #reply: ServerResponse;
  readonly #headers: Readonly<Record<string, string>>;
  #queued = '';

  /** @param headers Sent with a streamed reply and with a refusal. */
  constructor(
    reply: ServerResponse,
    signal: AbortSignal,
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.#reply = reply;
    this.signal = signal;
    this.#headers = headers;
  }

  refuse(
    status: number,
    body: JsonObject | string,
    headers: Readonly<Record<string, string>>,
  ): void {
    const json = typeof body !== 'string';
    this.#reply.writeHead(status, {
      'content-type': json ? 'application/json' : 'text/plain; charset=utf-8',
      ...this.#headers,
      ...headers,
    });
    this.#reply.end(json ? JSON.stringify(body) : body);
  }

  send(event: JsonObject): boolean {
    this.#queued += `event: ${stringOf(event['type']) ?? ''}\ndata: ${JSON.stringify(event)}\n\n`;
    return this.#queued.length >= FLUSH_BYTES;
  }

  sendGarbage(): void {
    this.#queued +=
      '\u0000\u0001<html>502</html>\n\nevent: response.output_text.delta\ndata: {"typ\n\n';
  }

  begin(): void {
    this.#writeHead();
    this.#reply.flushHeaders();
  }

  async flush(): Promise<void> {
    this.#write();
    await roomIn(this.#reply, this.signal);
  }

  end(): void {
    this.#writeHead();
    this.#reply.end(this.#queued);
    this.#queued = '';
  }

  close(): void {
    this.end();
  }

  async cut(): Promise<void> {
    if (this.#queued !== '') {
      await new Promise<void>((resolve) => {
        this.#write(() => resolve());
      });
    }
    this.destroy();
  }

  destroy(): void {
    this.#reply.socket?.destroy();
  }

  #write(written?: () => void): void {
    this.#writeHead();
    if (this.#queued !== '') this.#reply.write(this.#queued, written);
    this.#queued = '';
  }

  #writeHead(): void {
    if (this.#reply.headersSent) return;
    this.#reply.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      ...this.#headers,
    });
  }
}
