import type { JsonObject } from '../../../completion/tools.ts';
import type { Waiting } from '../../conversation/thread-pool.ts';

/** An answer as the service gave it. */
export interface KeptAnswer {
  /** All its items, unchanged. */
  readonly items: readonly JsonObject[];
  /** What the first response of its turn gave as `x-codex-turn-state`; null for none. */
  readonly turnState: string | null;
  /** Its response; null if no connection can continue it. */
  readonly response: KeptResponse | null;
}

/** A response that a connection may be able to continue. */
export interface KeptResponse {
  readonly id: string;
  /** Weak, so that a closed connection is not kept in memory. */
  readonly connection: WeakRef<object>;
  /** The client's own reasoning before it; see `ownReasoning`. */
  readonly reasoning: string;
}

/** A beginning of a conversation that is known, found by its digest. */
export interface Place {
  readonly link: string;
  readonly chain: Chain;
  /** The answer that it ends with; null if it ends with a request. */
  readonly answer: KeptAnswer | null;
  /** The digest of the conversation before the answer. */
  readonly before: string;
  /** Characters that are kept for it. */
  readonly bytes: number;
}

/** A conversation with all its branches. The service knows it by one id. */
export interface Chain {
  readonly sessionId: string;
  /** The id of the caller. No two callers share a chain. */
  readonly caller: string;
  /** By digest. */
  readonly places: Map<string, Place>;
  /** Characters that are kept for all of it. */
  bytes: number;
  /** The answers whose calls have no results yet. */
  readonly waiting: Set<KeptAnswer>;
  /** Its entry in the pool; null if the pool does not hold it. */
  entry: Waiting | null;
}
