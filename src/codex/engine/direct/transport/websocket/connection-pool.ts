import { isCallItem } from '../../../../completion/call-items.ts';
import type { Credentials } from '../../login/credentials.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Network } from '../network.ts';
import type { UpstreamRequest } from '../transport.ts';
import { Connection } from './connection.ts';
import { writeFrame, type Frame } from './frame.ts';
import type { ConnectionLimits } from './limits.ts';
import { openConnection } from './open-connection.ts';
import type { Suspension } from './suspension.ts';

/** What a pool is made for, and with. */
export interface PoolOptions {
  readonly provider: Provider;
  readonly credentials: Credentials;
  readonly network: Network;
  readonly limits: ConnectionLimits;
  readonly suspension: Suspension;
}

/** A connection for a request, and the message to send on it. */
export interface Taken {
  readonly connection: Connection;
  readonly frame: Frame;
}

/** A connection that is being opened. */
interface Opening {
  /** The conversation that it is for; null for any. */
  readonly sessionId: string | null;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

/**
 * The open WebSockets of one login at one provider. No request waits for one to open: it takes a
 * connection that is ready, or none, and more are opened meanwhile.
 *
 * With a ChatGPT login the service finds its cache by the `session-id` of the upgrade, so each
 * connection serves one conversation. Elsewhere `prompt_cache_key` does it, and any connection will do.
 */
export class ConnectionPool {
  readonly #options: PoolOptions;
  readonly #connections = new Set<Connection>();
  readonly #opening = new Set<Opening>();
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #lastAskedAt = performance.now();

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#check(), options.limits.checkMs).unref();
  }

  get #isShared(): boolean {
    return this.#options.provider.kind !== 'chatgpt';
  }

  /** A connection that can take the request at once; null where there is none. */
  take(request: UpstreamRequest): Taken | null {
    this.#lastAskedAt = performance.now();
    return this.#continuing(request) ?? this.#starting(request);
  }

  /** Opens what a request like this one, or the next one of its conversation, will need. */
  replenish(request: UpstreamRequest): void {
    if (this.#isShared) return this.#keepSpare();
    const { sessionId } = request;
    // Many conversations end with their first answer.
    if (!isFollowUp(request)) return;
    const all = [...this.#opening, ...this.#connections];
    if (all.some((each) => each.sessionId === sessionId)) return;
    if (this.#size >= this.#options.limits.most) {
      const [longestUnused] = this.#free();
      if (longestUnused === undefined) return;
      longestUnused.close();
    }
    this.#open(sessionId);
  }

  /** Opens the connections that are kept ready, and waits for all that are being opened. Never rejects. */
  async prepare(): Promise<void> {
    if (this.#isShared) this.#keepSpare();
    await Promise.all([...this.#opening].map(async ({ ended }) => await ended));
  }

  /** Closes every connection, those in use after their answers. Nothing is opened after it. */
  retire(): void {
    this.#stop();
    for (const connection of this.#connections) if (connection.isFree) connection.close();
  }

  /** Closes every connection at once. */
  close(): void {
    this.#stop();
    for (const connection of this.#connections) connection.close();
  }

  /** Sees a connection after an answer: it may be one to close. */
  released(connection: Connection): void {
    if (this.#ended.signal.aborted || this.#isOld(connection)) connection.close();
  }

  /** Whether no connection is open, nor being opened. */
  get isEmpty(): boolean {
    return this.#size === 0;
  }

  get #size(): number {
    return this.#connections.size + this.#opening.size;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#ended.abort(new Error('the connections are not needed any more'));
  }

  /** The connection that gave the response that the request continues from. */
  #continuing({ continued, body }: UpstreamRequest): Taken | null {
    if (continued === null || continued.known >= body.input.length) return null;
    const connection = [...this.#connections].find((each) => each === continued.connection);
    if (connection === undefined || !connection.isFree || this.#isOld(connection)) return null;
    const { latest } = connection;
    if (latest?.id !== continued.responseId) return null;
    const frame = writeFrame(body, continued);
    // Codex, too, continues only with the settings of the request before.
    return frame?.settings === latest.settings ? { connection, frame } : null;
  }

  /** A connection for the whole conversation. */
  #starting(request: UpstreamRequest): Taken | null {
    // The turn belongs where its first response came from, which only a header says.
    if (request.turnState !== null) return null;
    const free = this.#free().filter(
      ({ sessionId }) => this.#isShared || sessionId === request.sessionId,
    );
    const connection = free.find(({ isUsed }) => !isUsed) ?? this.#reusable(free, request);
    if (connection === undefined) return null;
    const frame = writeFrame(request.body, null);
    return frame && { connection, frame };
  }

  /**
   * The one whose conversation has waited longest. Not for items with ids: the service refuses those
   * that a connection has had before. Not before there are as many connections as may be, since it
   * takes the connection from its conversation.
   */
  #reusable(free: readonly Connection[], { body }: UpstreamRequest): Connection | undefined {
    if (this.#size < this.#options.limits.most) return undefined;
    return body.input.some(({ id }) => typeof id === 'string') ? undefined : free[0];
  }

  /** Free ones that are not old, the longest unused one first. */
  #free(): Connection[] {
    return [...this.#connections]
      .filter((each) => each.isFree && !this.#isOld(each))
      .toSorted((a, b) => a.lastUsedAt - b.lastUsedAt);
  }

  #isOld({ openedAt }: Connection): boolean {
    return performance.now() - openedAt >= this.#options.limits.rotateMs;
  }

  #keepSpare(): void {
    const { most, spare, mostOpening } = this.#options.limits;
    const unused = this.#free().filter(({ isUsed }) => !isUsed).length + this.#opening.size;
    const room = Math.min(most - this.#size, mostOpening - this.#opening.size);
    const count = Math.max(0, Math.min(spare - unused, room));
    for (let opened = 0; opened < count; opened += 1) this.#open(null);
  }

  #open(sessionId: string | null): void {
    const url = this.#options.provider.responsesUrl;
    if (this.#ended.signal.aborted || !this.#options.suspension.allows(url)) return;
    const ended = this.#add(sessionId).finally(() => this.#opening.delete(opening));
    const opening: Opening = { sessionId, ended };
    this.#opening.add(opening);
  }

  async #add(sessionId: string | null): Promise<void> {
    const { provider, credentials, network, limits, suspension } = this.#options;
    try {
      const upgrade = { provider, credentials, sessionId };
      const webSocket = await openConnection(upgrade, network, this.#ended.signal);
      suspension.succeeded(provider.responsesUrl);
      if (this.#ended.signal.aborted) return webSocket.terminate();
      const connection: Connection = new Connection(webSocket, {
        sessionId,
        pongMs: limits.pongMs,
        onClosed: () => this.#connections.delete(connection),
      });
      this.#connections.add(connection);
    } catch (error) {
      if (!this.#ended.signal.aborted) suspension.failed(provider.responsesUrl, error);
    }
  }

  #check(): void {
    const { idleMs, quietMs, rotateMs } = this.#options.limits;
    const now = performance.now();
    for (const connection of this.#connections) {
      const isOfConversation = connection.isUsed || connection.sessionId !== null;
      const isIdle = isOfConversation && now - connection.lastUsedAt >= idleMs;
      if (connection.isFree && (isIdle || this.#isOld(connection))) connection.close();
      else connection.check(quietMs);
    }
    // Those of a gateway that nobody asks are not replaced.
    if (this.#isShared && now - this.#lastAskedAt < rotateMs) this.#keepSpare();
  }
}

/** Whether the model has answered in this conversation before. */
function isFollowUp({ body }: UpstreamRequest): boolean {
  return body.input.some((item) => item['role'] === 'assistant' || isCallItem(item));
}
