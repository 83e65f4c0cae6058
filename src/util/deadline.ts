/** A point in time up to which something may take. */
export interface Deadline {
  /** Aborts at the deadline. */
  readonly signal: AbortSignal;
  /** Clears its timers. Call it once the work is done. */
  clear(): void;
}

/**
 * A deadline that somebody may bring forward.
 *
 * @param ms Until the deadline, in milliseconds.
 * @param hurry Once it has aborted, there is only `hurryMs` left.
 * @param hurryMs In milliseconds.
 */
export function createDeadline(ms: number, hurry: AbortSignal, hurryMs: number): Deadline {
  const ended = new AbortController();
  let timer = setTimeout(() => ended.abort(), hurry.aborted ? Math.min(ms, hurryMs) : ms);
  const endsAt = performance.now() + ms;
  const bringForward = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => ended.abort(), Math.min(endsAt - performance.now(), hurryMs));
  };
  hurry.addEventListener('abort', bringForward, { once: true });
  return {
    signal: ended.signal,
    clear() {
      clearTimeout(timer);
      hurry.removeEventListener('abort', bringForward);
    },
  };
}
