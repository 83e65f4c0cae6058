import { CancelledError } from '../../../../../errors/errors.ts';
import { BrokenConnection } from '../faults.ts';
import { isTerminal, type ResponseEvent, type ResponseListener } from '../transport.ts';
import { isNotice, isOfConnection, refusalIn, responseIdIn } from './incoming.ts';

/**
 * The connection cannot take the request, and nothing of an answer came: the whole conversation may
 * be sent on another one.
 */
export class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

/** The service sends one or two. */
const mostEarly = 16;

/** How an answer on a connection ended. */
export interface ExchangeEnd {
  /** Whether the connection can take another request: nothing of this one can follow. */
  readonly isReusable: boolean;
  /** The response that a later request can continue from; null for none. */
  readonly responseId: string | null;
}

/** The terms of an answer. */
export interface ExchangeTerms {
  readonly listener: ResponseListener;
  /** The longest silence, in milliseconds. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/**
 * Reads the answer to one request. Rejects with `ServiceRefusal`, `BrokenConnection`,
 * `StaleConnection`, `CancelledError`, or what the listener throws.
 */
export class Exchange {
  readonly ended: Promise<ExchangeEnd>;
  readonly #terms: ExchangeTerms;
  readonly #silence: NodeJS.Timeout;
  #settle!: { resolve(end: ExchangeEnd): void; reject(error: unknown): void };
  /** Notices that came before the answer; whether there is one, they do not say. */
  readonly #early: ResponseEvent[] = [];
  #hasBegun = false;
  #isOver = false;

  constructor(terms: ExchangeTerms) {
    this.#terms = terms;
    this.ended = new Promise<ExchangeEnd>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#silence = setTimeout(() => this.#fellSilent(), terms.idleMs);
    terms.signal.addEventListener('abort', this.#onAbort);
  }

  /** Whether the answer has ended: what comes now belongs to no request. */
  get isOver(): boolean {
    return this.#isOver;
  }

  receive(event: ResponseEvent): void {
    this.#silence.refresh();
    try {
      this.#read(event);
    } catch (error) {
      this.#reject(error);
    }
  }

  /** The connection is gone. Has no effect after the end. */
  lose(cause: unknown): void {
    if (this.#hasBegun) this.#reject(new BrokenConnection('reset', true, cause));
    else this.#reject(new StaleConnection('nothing came over the connection', { cause }));
  }

  #read(event: ResponseEvent): void {
    // Each token comes here: only these two types are looked at closely.
    if (event.type === 'error' || event.type === 'response.failed') {
      if (isOfConnection(event))
        return this.lose(new Error('the connection cannot continue', { cause: event }));
      const refusal = refusalIn(event);
      if (refusal !== null && !this.#hasBegun) return this.#reject(refusal);
    }
    if (!this.#hasBegun && isNotice(event)) {
      if (this.#early.length < mostEarly) this.#early.push(event);
      return;
    }
    this.#begin();
    this.#terms.listener.event(event);
    if (isTerminal(event)) this.#end(event);
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const { listener } = this.#terms;
    // Those of the upgrade belong to no answer: the connection opened ahead of all turns, and its
    // quota is as old as it is.
    listener.headers({});
    for (const event of this.#early.splice(0)) listener.event(event);
  }

  #end(event: ResponseEvent): void {
    const { type } = event;
    // After an error the service may say more of it, which the next request must not hear.
    const isReusable = type === 'response.completed' || type === 'response.incomplete';
    const responseId = type === 'response.completed' ? responseIdIn(event) : null;
    this.#stop();
    this.#settle.resolve({ isReusable, responseId });
  }

  #fellSilent(): void {
    const cause = new Error(`nothing came for ${this.#terms.idleMs} ms`);
    this.#reject(new BrokenConnection('timeout', true, cause));
  }

  readonly #onAbort = (): void => this.#reject(new CancelledError());

  #reject(error: unknown): void {
    this.#stop();
    this.#settle.reject(error);
  }

  #stop(): void {
    this.#isOver = true;
    clearTimeout(this.#silence);
    this.#terms.signal.removeEventListener('abort', this.#onAbort);
  }
}
