import type { StandInState } from './types.ts';

/** The counters of a stand-in, and those who wait for them. */
export class Ledger implements StandInState {
  received = 0;
  answered = 0;
  aborted = 0;
  refused = 0;
  active = 0;
  sockets = 0;
  connections = 0;
  overlaps = 0;
  readonly #waiting = new Set<() => void>();
  readonly #closed = new AbortController();

  /** Changes counters and wakes those whose predicate now holds. */
  update(change: (ledger: Ledger) => void): void {
    change(this);
    for (const check of this.#waiting) check();
  }

  /** Counts from 0 again, except for what is open now. */
  reset(): void {
    this.received = 0;
    this.answered = 0;
    this.aborted = 0;
    this.refused = 0;
    this.connections = 0;
    this.overlaps = 0;
  }

  /** See {@link StandIn.waitFor}. */
  waitFor(predicate: (state: StandInState) => boolean, signal?: AbortSignal): Promise<void> {
    const stops = [this.#closed.signal, ...(signal === undefined ? [] : [signal])];
    return new Promise<void>((resolve, reject) => {
      const settle = (act: () => void): void => {
        this.#waiting.delete(check);
        for (const stop of stops) stop.removeEventListener('abort', onAbort);
        act();
      };
      const check = (): void => {
        if (predicate(this)) settle(resolve);
      };
      const onAbort = (): void => {
        const stop = stops.find(({ aborted }) => aborted);
        if (stop !== undefined) settle(() => reject(stop.reason));
      };
      this.#waiting.add(check);
      for (const stop of stops) stop.addEventListener('abort', onAbort);
      onAbort();
      if (this.#waiting.has(check)) check();
    });
  }

  /** Rejects everyone who still waits. */
  close(): void {
    this.#closed.abort(new Error('The stand-in was closed'));
  }
}
