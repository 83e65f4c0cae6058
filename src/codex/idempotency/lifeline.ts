/** Keeps something alive while it has holders, and for a grace period after the last one. */
export interface Lifeline {
  /** Aborted after the grace period without a holder. */
  readonly signal: AbortSignal;
  /** Adds a holder until its signal aborts. */
  hold(holder: AbortSignal): void;
  /** Removes all holders. The signal is never aborted after this. */
  end(): void;
}

/** @param lingerMs How long it stays alive after the last holder has gone, in milliseconds. */
export function createLifeline(lingerMs: number): Lifeline {
  const expiry = new AbortController();
  const ended = new AbortController();
  let holders = 0;
  let timer: NodeJS.Timeout | undefined;

  const letGo = (): void => {
    holders -= 1;
    if (holders > 0 || ended.signal.aborted) return;
    timer = setTimeout(() => expiry.abort(), lingerMs).unref();
  };

  return {
    signal: expiry.signal,
    hold(holder) {
      clearTimeout(timer);
      holders += 1;
      if (holder.aborted) letGo();
      else holder.addEventListener('abort', letGo, { once: true, signal: ended.signal });
    },
    end() {
      clearTimeout(timer);
      ended.abort();
    },
  };
}
