import { WebSocket } from 'ws';

type Data = Parameters<WebSocket['send']>[0];
type Options = Parameters<WebSocket['send']>[1];
type Sent = (error?: Error) => void;

/**
 * A WebSocket that takes a failed `send()` for a done one. It fails only where the client has gone,
 * which the socket's `close` event tells as well; graphql-ws would write it to the console.
 */
export class QuietSocket extends WebSocket {
  override send(data: Data, options?: Options | Sent, sent?: Sent): void {
    const done = typeof options === 'function' ? options : sent;
    super.send(data, typeof options === 'object' ? options : {}, () => done?.());
  }
}
