/** What signals ask of the process. */
export interface Signals {
  /** Aborts with the first SIGINT or SIGTERM. */
  readonly stopping: AbortSignal;
  /** Aborts with the second one. */
  readonly hurrying: AbortSignal;
  readonly hangup: Hangup;
  /**
   * Ends the process by the first signal, at once. `process.exit` would wait for threads that hang in the
   * file system.
   */
  die(): void;
}

/** SIGHUP, which never ends the process. */
export interface Hangup {
  /** Has this done at each one from now on, and now where one came before anybody listened. */
  listen(act: () => void): void;
}

/** How soon npm passes on a signal of the terminal, which its child has received already. In milliseconds. */
const repeatedMs = 500;

/**
 * Listens to the signals of a process, from now on.
 *
 * @param isUnderNpm Whether npm runs the process, so that each signal may come twice.
 * @param takeEarly Gives those that came before, and stops listening.
 */
export function listenForSignals(
  isUnderNpm: boolean,
  takeEarly: () => ReadonlySet<NodeJS.Signals>,
): Signals {
  // Windows has no such signal: Node makes one of the console that is closed, and ends soon after.
  const isConsole = process.platform === 'win32';
  const stops: NodeJS.Signals[] = isConsole
    ? ['SIGINT', 'SIGTERM', 'SIGHUP']
    : ['SIGINT', 'SIGTERM'];
  const stop = listenForStop(stops, isUnderNpm);
  const hangup = isConsole ? { listen() {} } : listenForHangup();
  const early = takeEarly();
  const first = stops.find((name) => early.has(name));
  if (first !== undefined) process.emit(first);
  else if (early.has('SIGHUP')) process.emit('SIGHUP');
  return { ...stop, hangup };
}

function listenForStop(
  names: readonly NodeJS.Signals[],
  isUnderNpm: boolean,
): Omit<Signals, 'hangup'> {
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
  return {
    stopping: stopping.signal,
    hurrying: hurrying.signal,
    die() {
      const { name } = first ?? { name: 'SIGTERM' };
      process.off(name, stop);
      process.kill(process.pid, name);
      // The first process of a container gets no signal from itself.
      setImmediate(() => process.exit(1));
    },
  };
}

function listenForHangup(): Hangup {
  let isDue = false;
  let act = (): void => void (isDue = true);
  process.on('SIGHUP', () => act());
  return {
    listen(listener) {
      act = listener;
      if (isDue) listener();
      isDue = false;
    },
  };
}

/** Whether npm runs this program itself, by `npm start` or `npx codex-serve`, and not something around it. */
export function isRunByNpm({ npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): boolean {
  return /\b(?:codex-serve|main\.js)\b/.test(script);
}
