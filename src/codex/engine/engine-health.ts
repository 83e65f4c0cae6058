/** What the engine, the supervised `codex app-server`, is doing. */
export type EngineState = 'starting' | 'ready' | 'unresponsive' | 'restarting' | 'stopped';

/** An open circuit breaker: the reason why requests are refused at once. */
export interface OpenBreaker {
  /** `engine`: Codex does not start. `upstream`: the service cannot be reached. */
  readonly kind: 'engine' | 'upstream';
  /** A sentence for people. */
  readonly reason: string;
  readonly openSince: Date;
  /** When the next try is allowed. */
  readonly retryAt: Date;
}

/** How a Codex was found: named with `--codex-bin`, on PATH, or installed with the gateway. */
export type CodexSource = 'codex-bin' | 'path' | 'bundled';

/** A Codex that was found and cannot serve. */
export interface SkippedCodex {
  readonly path: string;
  readonly source: CodexSource;
  /** `0.169.0`; null if it does not report one. */
  readonly version: string | null;
  /** Continues "Codex …": `is older than 0.169.0`. */
  readonly reason: string;
}

/** The Codex that the engine runs. */
export interface CodexInUse {
  /** `0.169.0` */
  readonly version: string;
  readonly path: string;
  readonly source: CodexSource;
  /** The candidates that failed before it. */
  readonly skipped: readonly SkippedCodex[];
}

/** The engine's condition, with the Codex that runs, or ran last. */
export interface EngineHealth extends CodexInUse {
  readonly state: EngineState;
  /** Turns under way now. */
  readonly activeTurns: number;
  /** Null while requests are accepted. */
  readonly breaker: OpenBreaker | null;
}
