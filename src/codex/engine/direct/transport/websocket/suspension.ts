import type { Logger } from 'pino';
import { ServiceRefusal } from '../faults.ts';
import type { ConnectionLimits } from './limits.ts';

/** Failures in a row from which on the log names the provider. */
const loggedFrom = 3;
/** Providers that are remembered; a gateway has one at a time. */
const most = 16;

const opensNone = 'no WebSocket to the service can be opened; requests go over HTTP';
const opensAgain = 'WebSockets to the service can be opened again';

interface Trouble {
  readonly failures: number;
  readonly until: number;
  readonly isLogged: boolean;
}

/**
 * Which providers are not asked for a WebSocket for now: one that has none (426), and one whose
 * upgrades failed, for longer each time. Each is logged once, until an upgrade works.
 */
export class Suspension {
  readonly #logger: Logger;
  readonly #limits: Pick<ConnectionLimits, 'withoutMs' | 'retryMs'>;
  readonly #troubles = new Map<string, Trouble>();

  constructor(logger: Logger, limits: Pick<ConnectionLimits, 'withoutMs' | 'retryMs'>) {
    this.#logger = logger;
    this.#limits = limits;
  }

  /** Whether an upgrade may be tried at that address now. */
  allows({ href }: URL): boolean {
    return performance.now() >= (this.#troubles.get(href)?.until ?? 0);
  }

  /** An upgrade worked. */
  succeeded({ href, host }: URL): void {
    const trouble = this.#troubles.get(href);
    this.#troubles.delete(href);
    if (trouble?.isLogged === true) this.#logger.info({ host }, opensAgain);
  }

  /** An upgrade was refused, or failed. */
  failed({ href, host }: URL, error: unknown): void {
    const earlier = this.#troubles.get(href);
    // Those under way when the first one failed say nothing new.
    if (earlier !== undefined && performance.now() < earlier.until) return;
    const failures = (earlier?.failures ?? 0) + 1;
    const hasNone = error instanceof ServiceRefusal && error.status === 426;
    const { withoutMs, retryMs } = this.#limits;
    const wait = hasNone
      ? withoutMs
      : Math.min(retryMs.first * 2 ** (failures - 1), retryMs.longest);
    const isLogged =
      earlier?.isLogged === true || hasNone || (failures >= loggedFrom && !isOfLogin(error));
    this.#troubles.delete(href);
    this.#troubles.set(href, { failures, until: performance.now() + wait, isLogged });
    const [oldest] = this.#troubles.keys();
    if (this.#troubles.size > most && oldest !== undefined) this.#troubles.delete(oldest);
    if (!isLogged || earlier?.isLogged === true) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.warn({ host, reason }, opensNone);
  }
}

/** Whether the service refuses the login or its quota, as it does over HTTP, where it is reported. */
function isOfLogin(error: unknown): boolean {
  return error instanceof ServiceRefusal && (error.status === 401 || error.status === 429);
}
