import type { Usage } from '../codex/completion/events.ts';
import type { Surface } from '../codex/completion/surface.ts';
import type { JsonObject } from '../codex/completion/tools.ts';
import type { RawItem } from './raw-item.ts';

/** How far a turn has come, in the words of the Responses API. */
export type TurnStatus =
  | 'queued'
  | 'in_progress'
  | 'completed'
  | 'incomplete'
  | 'failed'
  | 'cancelled';

/** The status of a turn that has ended. */
export type EndedStatus = Exclude<TurnStatus, 'queued' | 'in_progress'>;

/** A turn of a conversation as it begins: what was asked. */
export interface NewTurn {
  /** That of its completion, such as `resp_…`. */
  readonly id: string;
  /** The id of the caller who owns it. */
  readonly owner: string;
  readonly surface: Surface;
  readonly createdAt: Date;
  readonly status: 'queued' | 'in_progress';
  /** The conversation that it belongs to. */
  readonly conversationId: string;
  /** The turn that it continues from; null for the first one, and where the client named a conversation. */
  readonly previousId: string | null;
  /** The model that answers. */
  readonly model: string;
  /** What is new in it. The history is not repeated. */
  readonly input: readonly RawItem[];
  /** Members of the request that its API shows again, in a form that only that API reads. */
  readonly settings: JsonObject;
}

/** An error as it is shown again. */
export interface TurnError {
  /** A code of the error table. */
  readonly code: string;
  readonly message: string;
}

/** How a turn ended. */
export interface TurnEnd {
  readonly status: EndedStatus;
  readonly endedAt: Date;
  readonly output: readonly RawItem[];
  readonly usage: Usage | null;
  /** Null unless it failed. */
  readonly error: TurnError | null;
  /** Why the answer is not whole: `max_output_tokens` or `content_filter`. Null unless it is `incomplete`. */
  readonly incompleteReason: string | null;
  /** Request options that the answer did not honor. */
  readonly unmet: readonly string[];
  /** The events of the answer, as `encodeEvents` writes them; null where they are not kept. */
  readonly events: string | null;
}

/** A turn that is kept. */
export interface StoredTurn extends Omit<NewTurn, 'status'>, Omit<TurnEnd, 'status' | 'endedAt'> {
  readonly status: TurnStatus;
  /** Null until it ends. */
  readonly endedAt: Date | null;
}
