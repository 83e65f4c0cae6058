/** What the watchdog needs of an app-server. */
export interface Watched {
  /** Asks the app-server for anything cheap. May reject; any answer is a sign of life. */
  ask(): Promise<unknown>;
  /** When the app-server last sent anything, as `performance.now()`. */
  readonly heardAt: number;
}

/** Receives the findings of a watchdog. */
export interface WatchdogVerdicts {
  /** Called when the app-server missed a check (true), and when it answers again (false). */
  onSilence(isSilent: boolean): void;
  /**
   * Called at most once, with the time since the app-server last sent anything, in milliseconds. The
   * watch is over then.
   */
  onDeath(silentMs: number): void;
}

/** The timing of a watchdog. */
export interface WatchdogTiming {
  /** Time between two checks, in milliseconds. */
  readonly intervalMs: number;
}

/**
 * `thread/loaded/list` takes 0.2 ms and asks no network. It took 4 s at most, with 64 threads
 * starting at once whose tools are 1 MB each, on a busy machine (measured on Codex 0.171.0).
 */
export const watchdogTiming: WatchdogTiming = { intervalMs: 5000 };

/** A silent app-server is dead after this many intervals. */
const maxMisses = 2;
/** An app-server that streams, but leaves a question unanswered, is dead after this many intervals. */
const maxUnanswered = 12;
/** An interval this much longer than planned means that this process did not run all the time. */
const gapFactor = 1.5;

/**
 * Checks periodically whether an app-server is alive. Anything that it sends counts as an answer,
 * so a busy app-server does not count as dead. After a gap in the watchdog's own timer (the machine
 * slept, the event loop was blocked, the process was stopped), the count starts again, because the
 * app-server may not have run either.
 *
 * @returns Ends the watch.
 */
export function watchForDeath(
  watched: Watched,
  { intervalMs }: WatchdogTiming,
  verdicts: WatchdogVerdicts,
): () => void {
  let tickedAt = performance.now();
  let isWaiting = false;
  let misses = 0;
  let unanswered = 0;

  const ask = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    const answered = (): void => {
      isWaiting = false;
    };
    watched.ask().then(answered, answered);
  };

  const judge = (since: number, hadGap: boolean): void => {
    const isSilent = isWaiting && watched.heardAt < since;
    const before = misses;
    misses = isSilent && !hadGap ? misses + 1 : 0;
    unanswered = isWaiting && !hadGap ? unanswered + 1 : 0;
    if (misses >= maxMisses || unanswered >= maxUnanswered) {
      clearInterval(timer);
      return verdicts.onDeath(Math.round(performance.now() - watched.heardAt));
    }
    if (misses !== before) verdicts.onSilence(misses > 0);
    ask();
  };

  const timer = setInterval(() => {
    const now = performance.now();
    const since = tickedAt;
    const hadGap = now - since > intervalMs * gapFactor;
    tickedAt = now;
    // Lets Node read messages that have already arrived before the verdict.
    setImmediate(judge, since, hadGap);
  }, intervalMs).unref();
  ask();
  return () => clearInterval(timer);
}
