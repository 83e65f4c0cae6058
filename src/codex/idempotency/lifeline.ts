/** Keeps something alive while somebody holds on to it, and for a while after that. */
export interface Lifeline {
  /** Aborted once nobody has held on for that long. */
  readonly signal: AbortSignal;
  /** Holds on until the holder's signal aborts. */
  hold(holder: AbortSignal): void;
  /** Lets all holders go; the signal is not aborted any more. */
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
