import type { Logger } from 'pino';
import { UpstreamError } from '../../../../errors/errors.ts';
import type { OpenBreaker } from '../../engine-health.ts';
import type { RequestSubject } from '../../answer-engine.ts';
import type { Contact } from './contact.ts';

/** A request that failed to reach the service. */
interface Fault extends RequestSubject {
  readonly contact: Exclude<Contact, 'answered'>;
}

/** The number of consecutive faults, each of a different request, that opens the breaker. */
const limit = 5;
/** Waits between probes double from the first to the longest, in milliseconds. */
const backoffMs = { first: 1000, longest: 30_000 };

/**
 * Opens when requests in a row fail to reach the service, and lets one at a time through to find out
 * when it is back. An answer of any kind, errors included, closes it. A request can make the service
 * reset its connection, so resets alone lock out only the client and the model that they all have in
 * common. No client can prevent a connection, so a missing one locks out everybody.
 */
export class UpstreamBreaker {
  readonly #logger: Logger;
  readonly #onChange: () => void;
  /** By a digest of the request, so that one that is sent again counts once. */
  readonly #faults = new Map<string, Fault>();
  #openSince: Date | null = null;
  #waitMs = backoffMs.first;
  #retryAt = 0;
  #isProbing = false;

  /** @param onChange Called when it opens or closes. */
  constructor(logger: Logger, onChange: () => void) {
    this.#logger = logger;
    this.#onChange = onChange;
  }

  /** The breaker, if it is open. */
  get open(): OpenBreaker | null {
    if (this.#openSince === null) return null;
    const reason = `The service cannot be reached: ${limit} requests in a row failed to connect to it.`;
    const retryAt = new Date(Date.now() + this.#retryAfterMs());
    return { kind: 'upstream', reason, openSince: this.#openSince, retryAt };
  }

  /** Throws `upstream_unavailable`, with a time to retry, if a request would be refused now. */
  assertAvailable(subject: RequestSubject): void {
    const isProbe = !this.#isProbing && performance.now() >= this.#retryAt;
    if (this.#openSince === null || isProbe || !this.#concerns(subject)) return;
    const message = 'The service cannot be reached at the moment.';
    const retryAfterMs = this.#retryAfterMs();
    throw new UpstreamError('upstream_unavailable', message, { retryAfterMs });
  }

  /**
   * Admits a request, as the probe if the breaker is open. Throws as `assertAvailable` does.
   *
   * @returns Ends a probe. Has no effect for any other request.
   */
  enter(subject: RequestSubject): () => void {
    this.assertAvailable(subject);
    if (this.#openSince === null || !this.#concerns(subject)) return () => {};
    this.#isProbing = true;
    return () => {
      this.#isProbing = false;
    };
  }

  /** The service answered. */
  answered(): void {
    this.#faults.clear();
    this.#waitMs = backoffMs.first;
    if (this.#openSince === null) return;
    this.#openSince = null;
    this.#logger.info('the service can be reached again; requests are let through');
    this.#onChange();
  }

  /** @param digest Identifies the request. */
  failed(digest: string, fault: Fault): void {
    if (this.#openSince !== null) {
      this.#waitMs = Math.min(this.#waitMs * 2, backoffMs.longest);
      this.#retryAt = performance.now() + this.#waitMs;
    }
    this.#faults.delete(digest);
    this.#faults.set(digest, fault);
    const [oldest] = this.#faults.keys();
    if (this.#faults.size > limit && oldest !== undefined) this.#faults.delete(oldest);
    if (this.#faults.size < limit || this.#openSince !== null) return;
    this.#openSince = new Date();
    this.#retryAt = performance.now() + this.#waitMs;
    this.#logger.error(
      { reason: this.open?.reason },
      'requests are refused until the service answers',
    );
    this.#onChange();
  }

  /** Resets lock out only the client, and the model, that all of them have in common. */
  #concerns({ caller, model }: RequestSubject): boolean {
    const faults = [...this.#faults.values()];
    if (faults.some(({ contact }) => contact === 'unreachable')) return true;
    const areOthersOf = (of: (subject: RequestSubject) => string, own: string): boolean => {
      const common = new Set(faults.map((fault) => of(fault)));
      return common.size === 1 && !common.has(own);
    };
    return (
      !areOthersOf((fault) => fault.caller, caller) && !areOthersOf((fault) => fault.model, model)
    );
  }

  #retryAfterMs(): number {
    return Math.max(Math.ceil(this.#retryAt - performance.now()), backoffMs.first);
  }
}
