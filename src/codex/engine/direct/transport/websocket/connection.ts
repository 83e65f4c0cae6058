import type { RawData, WebSocket } from 'ws';
import type { ResponseListener } from '../transport.ts';
import { Exchange } from './exchange.ts';
import type { Frame } from './frame.ts';
import { eventIn, isNotice } from './incoming.ts';

/** The latest response of a connection: the only one that its next request can continue from. */
export interface LatestResponse {
  readonly id: string;
  /** The settings of its request; see `Frame`. */
  readonly settings: string;
}

/** What a connection is opened with. */
export interface ConnectionTerms {
  /** The conversation that it was opened for; null where any may use it. */
  readonly sessionId: string | null;
  /** How long a pong may take, in milliseconds. */
  readonly pongMs: number;
  /** Called once when it is gone. */
  readonly onClosed: () => void;
}

/** How long a connection is taken to be alive without a sign of it, in milliseconds. */
const unseenMs = 1000;

/** An open WebSocket to the service, with at most one answer at a time. */
export class Connection {
  readonly sessionId: string | null;
  readonly openedAt = performance.now();
  /** When its last answer ended. */
  lastUsedAt = this.openedAt;
  readonly #webSocket: WebSocket;
  readonly #pongMs: number;
  #heardAt = this.openedAt;
  #pongTimer: NodeJS.Timeout | null = null;
  #exchange: Exchange | null = null;
  #latest: LatestResponse | null = null;
  #isUsed = false;
  #fault: Error | null = null;

  constructor(webSocket: WebSocket, { sessionId, pongMs, onClosed }: ConnectionTerms) {
    this.sessionId = sessionId;
    this.#webSocket = webSocket;
    this.#pongMs = pongMs;
    webSocket.on('message', (data) => this.#receive(data));
    webSocket.on('pong', () => this.#heard());
    webSocket.on('error', (error) => {
      this.#fault ??= error;
    });
    webSocket.on('close', (code, reason) => {
      if (this.#pongTimer !== null) clearTimeout(this.#pongTimer);
      onClosed();
      this.#exchange?.lose(this.#fault ?? new Error(`closed with ${code} ${reason.toString()}`));
    });
  }

  /** Whether it can take a request now. */
  get isFree(): boolean {
    return this.#exchange === null && this.#webSocket.readyState === this.#webSocket.OPEN;
  }

  /** Whether it has taken a request before. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  get latest(): LatestResponse | null {
    return this.#latest;
  }

  /**
   * Sends a request on a free connection, and resolves at the answer's end. See `Exchange` for what
   * it rejects with. A connection that is not fit for another answer is closed at once.
   */
  async answer(
    frame: Frame,
    listener: ResponseListener,
    { signal, idleMs }: { readonly signal: AbortSignal; readonly idleMs: number },
  ): Promise<void> {
    const exchange = new Exchange({ listener, idleMs, signal });
    this.#exchange = exchange;
    this.#isUsed = true;
    this.#latest = null;
    // One that died unseen would be silent until the silence is too long. After a long message the
    // ping would come too late.
    this.check(unseenMs);
    this.#webSocket.send(frame.text, () => {});
    try {
      const { isReusable, responseId } = await exchange.ended;
      if (!isReusable) return this.close();
      if (responseId !== null) this.#latest = { id: responseId, settings: frame.settings };
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#exchange = null;
      this.lastUsedAt = performance.now();
    }
  }

  /** Asks for a sign of life if there was none for so long, and closes the connection without one. */
  check(quietMs: number): void {
    // While a long message is under way, the service may have nothing to say.
    if (this.#webSocket.bufferedAmount > 0) return;
    if (performance.now() - this.#heardAt >= quietMs) this.#ping();
  }

  /** Closes the socket at once: an answer on it is lost. */
  close(): void {
    this.#webSocket.terminate();
  }

  #ping(): void {
    if (this.#pongTimer !== null || this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#webSocket.ping(undefined, undefined, () => {});
    this.#pongTimer = setTimeout(() => {
      this.#fault ??= new Error(`no sign of life for ${this.#pongMs} ms`);
      this.close();
    }, this.#pongMs);
  }

  #heard(): void {
    this.#heardAt = performance.now();
    if (this.#pongTimer === null) return;
    clearTimeout(this.#pongTimer);
    this.#pongTimer = null;
  }

  #receive(data: RawData): void {
    this.#heard();
    // oxlint-disable-next-line typescript/no-base-to-string -- a message comes as one Buffer
    const event = eventIn(data.toString());
    if (event === null) return;
    if (this.#exchange?.isOver === false) return this.#exchange.receive(event);
    // What no request asked for; the next one must not hear it.
    if (!isNotice(event)) this.close();
  }
}
