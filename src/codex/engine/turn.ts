import type { AttemptBudget } from '../completion/attempt-budget.ts';
import type { FinishReason, Usage } from '../completion/events.ts';
import type { ItemEnd, ItemStart } from '../completion/item.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { EngineName } from './engine-health.ts';
import type { TokenLogprob } from '../completion/token-logprobs.ts';
import type { CallStart, ToolCall } from '../completion/tools.ts';

/** A request to an engine for one answer to one conversation. */
export interface AnswerRequest {
  /** The completion that the answer is for; see `Engine.waitingRequest`. */
  readonly completionId: string;
  /** The id of the model that `asked.model` stands for. */
  readonly model: string;
  /** One that the model offers; null leaves it to the model. */
  readonly effort: string | null;
  /** What the client asked. */
  readonly asked: CompletionRequest;
  /** Counts the requests to the service. */
  readonly attempts: AttemptBudget;
  /** The engine of that name begins to answer. Default: nobody is notified. */
  readonly noteEngine?: (name: EngineName) => void;
}

/** Receives the output of a running turn. */
export interface TurnListener {
  /**
   * More text of the answer. The same text is never given twice.
   *
   * @param logprobs The tokens of this text. Absent: not known.
   */
  delta(text: string, logprobs?: readonly TokenLogprob[]): void;
  /** More text of the summary's paragraph at that index; a blank line begins a new paragraph. */
  reasoningDelta(text: string, summaryIndex: number): void;
  /**
   * A message, a reasoning item or a call of a hosted tool begins. Text and reasoning that follow
   * belong to the open item of their kind. Each item is reported at most once. Engines may report
   * none.
   */
  itemAdded(start: ItemStart): void;
  /** The open item of a kind is whole. */
  itemDone(end: ItemEnd): void;
  /** More of what the model says when it refuses. `AnswerOutcome.refusal` has all of it. Engines may report none. */
  refusalDelta(text: string): void;
  /**
   * The model begins to call a tool. Its input follows in pieces, and `toolCall` with the same id ends
   * the call. Several calls may be open at once. Engines may report calls by `toolCall` alone.
   */
  callAdded(start: CallStart): void;
  /** More of the input of the open call with that id. */
  callDelta(id: string, text: string): void;
  /**
   * A call of a tool is whole: the open one with its id, or one that comes in one piece.
   *
   * @param itemId The service's own id of the item. Default: not known.
   */
  toolCall(call: ToolCall, itemId?: string): void;
}

/** Receives an answer to a client. */
export interface AnswerListener extends TurnListener {
  /** The text that the client has received, and that its next request will hold. */
  readonly text: string;
  /** The answer does not honor an option of the request. */
  markUnmet(field: string): void;
}

/** How an answer ended well. */
export interface AnswerOutcome {
  readonly finishReason: FinishReason;
  readonly usage: Usage | null;
  /** What the model said when it refused. Absent: it did not. */
  readonly refusal?: string;
}
