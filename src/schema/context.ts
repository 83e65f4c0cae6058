import type { SessionCore } from '../codex/session-core.ts';

/** What every resolver is given. */
export interface GraphqlContext {
  readonly core: SessionCore;
  /** Version of this gateway, `0.1.0`. */
  readonly version: string;
  /** Aborted when the client of this operation has gone: its request, its socket or its operation id. */
  readonly signal: AbortSignal;
  /** Tells apart clients that must not meet in one turn: a digest of the API key, or ''. */
  readonly client: string;
  /** Called with the first piece of an answer, for the request's log line. */
  readonly onFirstToken?: (() => void) | undefined;
}
