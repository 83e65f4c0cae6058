import type { CodexServeError } from '../../errors/errors.ts';
import type { Caller } from './caller.ts';
import type { CompletionEvent, FinishReason, Usage } from './events.ts';
import type { OutputItem } from './item.ts';
import type { RequestSummary } from './request-summary.ts';
import type { ItemEvent } from './item-events.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { PlacedLogprob } from './token-logprobs.ts';
import type { ToolCall } from './tools.ts';
import type { Surface } from './surface.ts';

/** How far a completion has come. */
export type CompletionStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** The whole answer of a completion that ended well. */
export interface CompletionResult {
  readonly text: string;
  /** The reasoning summary; empty when the model gave none. */
  readonly reasoning: string;
  /** What the model said when it refused to answer. Absent: it did not refuse. */
  readonly refusal?: string;
  /** In order; empty unless `finishReason` is `tool_calls`. */
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: FinishReason;
  /** Null where the service did not report it. */
  readonly usage: Usage | null;
}

/** A call of an answer, which the model may still be writing. */
export interface CallSoFar {
  /** With the input so far. */
  readonly call: ToolCall;
  readonly isWhole: boolean;
}

/** How a reader is given events. */
export interface ReadOptions {
  /**
   * Whether a reader that is behind gets adjacent deltas of one kind as one event, with the
   * sequence of the last delta. It is behind in a replay, and after it was busy with an earlier
   * event. A reader that waits gets each delta as its own event. Default: false.
   */
  readonly mergesDeltas?: boolean;
}

/** A live completion: waiting, running or ended, no matter which surface started it. */
export interface Completion {
  /** `chatcmpl-…` or `resp_…`, the same on every surface. */
  readonly id: string;
  /** The model that answers, without an effort suffix. */
  readonly model: string;
  /** The effective effort; null if the model has none. */
  readonly effort: string | null;
  readonly surface: Surface;
  /** Who asked for it. */
  readonly caller: Caller;
  /** The name of the engine that answers it; null until one does. */
  readonly engine: string | null;
  /** The completion whose tool calls this one continues from; null if the client named none. */
  readonly previousId: string | null;
  /** The kept conversation that it belongs to; null where it belongs to none. */
  readonly conversationId: string | null;
  /** What was asked; null where nobody summed it up. */
  readonly request: RequestSummary | null;
  /** The last completion that continued from this one's tool calls; null while there is none. */
  readonly nextId: string | null;
  readonly createdAt: Date;
  /** Milliseconds that it waited in the queue; 0 if it started at once. */
  readonly queuedMs: number;
  /** How many completions begin up to this one, if no others come; null unless it waits. */
  readonly queuePosition: number | null;
  /** When the first text, reasoning or tool call of the answer came; null until then. */
  readonly firstTokenAt: Date | null;
  /** When it completed, failed or was cancelled; null until then. */
  readonly endedAt: Date | null;
  readonly status: CompletionStatus;
  /** The answer so far. */
  readonly text: string;
  /** The length of the answer so far, in UTF-16 code units. Cheaper to read than the text. */
  readonly textLength: number;
  /**
   * Tokens of the answer so far, reasoning included: the service's count once there is one, until then
   * an estimate from the text that has come. Null before the first piece.
   */
  readonly outputTokensSoFar: number | null;
  /** The tokens of the text so far; empty where they are not asked for, or not known. */
  readonly logprobs: readonly PlacedLogprob[];
  /** The reasoning summary so far. */
  readonly reasoning: string;
  /** The whole calls so far, in order. */
  readonly toolCalls: readonly ToolCall[];
  /** All calls that have begun, each at its index. One that is not whole at the end stays so. */
  readonly calls: readonly CallSoFar[];
  /** The items of the answer so far, in order: the same text, reasoning and calls, and more. */
  readonly items: readonly OutputItem[];
  /**
   * Request options that the answer does not honor, each by the name of its field in OpenAI's API:
   * what the engine ignores, and with the app-server `tool_choice`, before the first delta; all
   * others at the end.
   */
  readonly unmet: readonly string[];
  /** Paths of the request's fields that have no effect, in the words of the surface. */
  readonly ignored: readonly string[];
  /** Of the last event; a subscriber that has seen it has seen everything. */
  readonly lastSequence: number;
  /** The same for the item events. */
  readonly lastItemSequence: number;
  readonly finishReason: FinishReason | null;
  readonly usage: Usage | null;
  /** What the model has said so far to refuse an answer; null where it has not refused. */
  readonly refusal: string | null;
  readonly error: CodexServeError | null;
  /**
   * Every event after the given sequence (absent: from the start), past events first. Throws
   * `StreamGapError` if some of them are no longer kept. Closing the stream never cancels the
   * completion.
   */
  events(after?: number, options?: ReadOptions): EventStream<CompletionEvent>;
  /**
   * Every item event from the start, past events first. A slow reader misses nothing: if it falls
   * too far behind, it gets larger deltas. Closing the stream never cancels the completion.
   */
  itemEvents(options?: ReadOptions): EventStream<ItemEvent>;
  /**
   * Every item event after the given sequence (-1: from the start), past events first. Sequences are
   * exact, so that a client can resume after any event. Throws `StreamGapError` if the next event is
   * no longer kept; the stream rejects with it if the reader falls too far behind.
   */
  itemEventsAfter(after: number, options?: ReadOptions): EventStream<ItemEvent>;
  /** The whole answer, once it ends; rejects with the error it failed with. */
  result(): Promise<CompletionResult>;
  /** Stops the turn. Has no effect on a completion that has ended. */
  cancel(): void;
}
