import type { AttemptBudget } from '../completion/attempt-budget.ts';
import type { FinishReason, Usage } from '../completion/events.ts';
import type { ContentPart, Message } from '../completion/request.ts';
import type { JsonObject, Tool, ToolCall } from '../completion/tools.ts';

/** One turn: an answer to a conversation. */
export interface TurnRequest {
  /** The id of the caller. No two callers share a thread. */
  readonly caller: string;
  /** A model's id, without an effort. */
  readonly model: string;
  readonly messages: readonly Message[];
  /** One that the model offers; null leaves it to the model. */
  readonly effort: string | null;
  /** What the model may call. Default: nothing. */
  readonly tools?: readonly Tool[];
  /** The service holds the answer to it, strictly. Default: any text. */
  readonly outputSchema?: JsonObject;
  /** Default: the service's own. */
  readonly verbosity?: string;
  /** Default: the account's own. */
  readonly serviceTier?: string;
  /** No later request goes on from here: the messages end in one that the client does not know. */
  readonly isOneOff?: boolean;
}

/** Hears a turn as it goes on. */
export interface TurnListener {
  /** More of the answer's text; never one that was given before. */
  delta(text: string): void;
  /** More of the reasoning summary's paragraph of that index; a blank line begins a new one. */
  reasoningDelta(text: string, summaryIndex: number): void;
  /** The model called a tool; all calls of an answer come one after the other, at its end. */
  toolCall(call: ToolCall): void;
}

/** How an answer ended well. */
export interface TurnOutcome {
  readonly finishReason: FinishReason;
  readonly usage: Usage | null;
  /** What the model said when it refused. Absent: it did not. */
  readonly refusal?: string;
  /** The turn, waiting for the results of its calls. Null when it is over, or cannot go on. */
  readonly parked: ParkedTurn | null;
}

/** A turn that waits for the results of its tool calls. It holds a thread until it is let go. */
export interface ParkedTurn {
  /** Whether the model gets these results as a replay of the conversation would show them. */
  canTake(results: ReadonlyMap<string, readonly ContentPart[]>): boolean;
  /**
   * Goes on with a result for each call. Once only; rejects as the turn itself does, and then the
   * turn is over.
   */
  resume(
    results: ReadonlyMap<string, readonly ContentPart[]>,
    listener: TurnListener,
    signal: AbortSignal,
    attempts?: AttemptBudget,
  ): Promise<TurnOutcome>;
  /** Ends the turn. Without effect once it was resumed. */
  release(): void;
  /** Whether the turn cannot be resumed any more. */
  readonly isGone: boolean;
}
