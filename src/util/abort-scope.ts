/** The bounds of one task: an abort signal, and what ends it. */
export interface AbortScope {
  /** Aborts with the reason of whatever ended the scope first. */
  readonly signal: AbortSignal;
  /** Aborts the signal. */
  abort(reason: unknown): void;
  /** Drops the timer and all listeners. The signal no longer aborts by itself. */
  release(): void;
}

/** What ends a scope. */
export interface AbortScopeOptions {
  /** The scope aborts as soon as one of these does, with its reason. */
  readonly signals: readonly AbortSignal[];
  /** Milliseconds after which the scope aborts with a `TimeoutError`. Default: no limit. */
  readonly timeoutMs?: number;
}

/**
 * Combines signals and a time limit, like `AbortSignal.any` with `AbortSignal.timeout`. Those two
 * hold each other weakly, so the garbage collector can take the timer with nothing left to abort
 * the task (https://github.com/nodejs/node/issues/57736). Here the timer and the signals hold the
 * scope until `release`, which the caller must not forget.
 */
export function openAbortScope({ signals, timeoutMs }: AbortScopeOptions): AbortScope {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener('abort', follow);
  };
  const abort = (reason: unknown): void => {
    release();
    controller.abort(reason);
  };
  const follow = (): void => abort(signals.find(({ aborted }) => aborted)?.reason);
  if (signals.some(({ aborted }) => aborted)) follow();
  else {
    for (const signal of signals) signal.addEventListener('abort', follow);
    if (timeoutMs !== undefined) timer = setTimeout(() => abort(timedOut(timeoutMs)), timeoutMs);
  }
  return { signal: controller.signal, abort, release };
}

function timedOut(ms: number): DOMException {
  return new DOMException(`The time limit of ${ms} ms is over.`, 'TimeoutError');
}
