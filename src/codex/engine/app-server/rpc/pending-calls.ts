import { encode } from './encode.ts';
import { RpcError, RpcTimeoutError, UnreadableMessageError } from './rpc-errors.ts';
import type { IncomingAnswer } from './incoming.ts';
import { faultOf } from './results.ts';

interface PendingCall {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Maximum number of unanswered calls in Codex. Further calls wait here, in order. Codex refuses
 * too many as "Server overloaded": some of 300 chats at once, none of 128 (measured on 0.169.0).
 */
const maxUnanswered = 64;

/** The calls that wait for their answers. */
export class PendingCalls {
  readonly #send: (message: string) => void;
  readonly #pending = new Map<unknown, PendingCall>();
  /** Ids of the calls that were sent to Codex and are unanswered. */
  readonly #inFlight = new Set<unknown>();
  /** The unsent calls, in order. A call that timed out is still sent, because it may end a turn. */
  readonly #unsent: { readonly id: number; readonly message: string }[] = [];
  #lastId = 0;

  constructor(send: (message: string) => void) {
    this.#send = send;
  }

  /**
   * Makes a call. Rejects with `RpcError`, `RpcTimeoutError` or `UnreadableMessageError`.
   *
   * @param ms How long the answer may take.
   * @param isUrgent Whether it is sent even when too many others are unanswered.
   */
  async make(
    method: string,
    params: unknown,
    { ms, isUrgent }: { readonly ms: number; readonly isUrgent: boolean },
  ): Promise<never> {
    const id = ++this.#lastId;
    const answer = new Promise<never>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#take(id)?.reject(new RpcTimeoutError(method, ms));
      }, ms).unref();
      this.#pending.set(id, { method, resolve, reject, timer });
    });
    const message = encode({ id, method, params });
    if (isUrgent) this.#send(message);
    else this.#unsent.push({ id, message });
    this.#sendNext();
    return await answer;
  }

  /** Takes an answer. One that no call waits for is ignored. */
  settle({ id, result, error }: IncomingAnswer): void {
    const call = this.#take(id);
    if (call === undefined) return;
    if (error !== null) return call.reject(new RpcError(call.method, error.code, error.message));
    const fault = faultOf(call.method, result);
    if (fault === undefined) call.resolve(result as never);
    else call.reject(new UnreadableMessageError(call.method, fault));
    return undefined;
  }

  /** Fails all calls, because no more answers will come. */
  failAll(error: Error): void {
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
    this.#unsent.length = 0;
  }

  #take(id: unknown): PendingCall | undefined {
    const call = this.#pending.get(id);
    if (call === undefined) return undefined;
    clearTimeout(call.timer);
    this.#pending.delete(id);
    this.#inFlight.delete(id);
    this.#sendNext();
    return call;
  }

  #sendNext(): void {
    while (this.#inFlight.size < maxUnanswered) {
      const next = this.#unsent.shift();
      if (next === undefined) return;
      if (this.#pending.has(next.id)) this.#inFlight.add(next.id);
      this.#send(next.message);
    }
  }
}
