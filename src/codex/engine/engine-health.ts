import type { RefusalKind } from './direct-refused.ts';

/** The engines that can answer: the supervised `codex app-server`, and the Responses API itself. */
export const engineNames = ['app-server', 'direct'] as const;

/** One of these engines. */
export type EngineName = (typeof engineNames)[number];

/** Requests that the app-server answers since the service refused such a request of the direct engine. */
export interface Fallback {
  readonly kind: RefusalKind;
  /** The name of the parameter or of the model; null for `blocked`, which concerns all requests. */
  readonly subject: string | null;
  /** A sentence for people. */
  readonly reason: string;
  readonly since: Date;
}

/** What an engine is doing. */
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

/** The Codex on this machine that the gateway uses. */
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
  /** The engine that answers new requests. */
  readonly engine: EngineName;
  /** Why it is this one: a sentence for people. */
  readonly engineReason: string;
  /** What the app-server answers although the direct engine is chosen; empty for any other engine. */
  readonly fallbacks: readonly Fallback[];
  readonly state: EngineState;
  /** Turns under way now. */
  readonly activeTurns: number;
  /** Null while requests are accepted. */
  readonly breaker: OpenBreaker | null;
}
