/** A request or an upgrade that waits at a gate. */
export interface Arrival<T> {
  /** Called once, as soon as the gate is open. */
  readonly enter: (value: T) => void;
  /** Called once instead, where the gate opens too late or never. */
  readonly refuse: () => void;
}

/** Holds what arrives before something is there to serve it. */
export interface StartGate<T> {
  arrive(arrival: Arrival<T>): void;
  /** Lets in everything that waits, and everything that arrives later. */
  open(value: T): void;
  /** Refuses everything that waits, and everything that arrives later. */
  close(): void;
}

/**
 * A closed gate.
 *
 * @param waitMs How long an arrival waits, in milliseconds.
 */
export function createStartGate<T>(waitMs: number): StartGate<T> {
  const waiting = new Map<Arrival<T>, NodeJS.Timeout>();
  let state: { readonly value: T } | 'closed' | 'starting' = 'starting';
  const release = (settle: (arrival: Arrival<T>) => void): void => {
    for (const [arrival, timer] of waiting) {
      clearTimeout(timer);
      settle(arrival);
    }
    waiting.clear();
  };
  const wait = (arrival: Arrival<T>): void => {
    const expire = (): void => {
      waiting.delete(arrival);
      arrival.refuse();
    };
    waiting.set(arrival, setTimeout(expire, waitMs));
  };
  return {
    arrive(arrival) {
      if (state === 'closed') arrival.refuse();
      else if (state === 'starting') wait(arrival);
      else arrival.enter(state.value);
    },
    open(value) {
      state = { value };
      release(({ enter }) => enter(value));
    },
    close() {
      if (state === 'starting') state = 'closed';
      release(({ refuse }) => refuse());
    },
  };
}
