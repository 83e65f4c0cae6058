/** What the process was told by SIGINT and SIGTERM. */
export interface StopSignals {
  /** Aborts with the first of them. */
  readonly stopping: AbortSignal;
  /** Aborts with the second one. */
  readonly hurrying: AbortSignal;
}

/** How soon npm passes on a signal of the terminal, which its child has received already. In milliseconds. */
const repeatedMs = 500;

/**
 * Listens to the signals that stop a process, from now on.
 *
 * @param isUnderNpm Whether npm runs the process, so that each signal may come twice.
 * @param names Default: SIGINT and SIGTERM.
 */
export function listenForStop(
  isUnderNpm: boolean,
  names: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'],
): StopSignals {
  const stopping = new AbortController();
  const hurrying = new AbortController();
  let first: { readonly name: NodeJS.Signals; readonly at: number } | undefined;
  const stop = (name: NodeJS.Signals): void => {
    const now = performance.now();
    const isRepeated = isUnderNpm && name === first?.name && now - first.at < repeatedMs;
    if (first === undefined) {
      first = { name, at: now };
      stopping.abort();
    } else if (!isRepeated) hurrying.abort();
  };
  for (const name of names) process.on(name, stop);
  return { stopping: stopping.signal, hurrying: hurrying.signal };
}

/** Whether npm runs this program itself, by `npm start` or `npx codex-serve`, and not something around it. */
export function isRunByNpm({ npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): boolean {
  return /\b(?:codex-serve|main\.js)\b/.test(script);
}
