import type { AttemptBudget } from '../completion/attempt-budget.ts';
import type { FinishReason, Usage } from '../completion/events.ts';
import type { ItemEnd, ItemStart } from '../completion/item.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { ToolCall } from '../completion/tools.ts';

/** What an engine is asked: one answer to one conversation. */
export interface AnswerRequest {
  /** The completion that the answer is for; see `Engine.waitingRequest`. */
  readonly completionId: string;
  /** The id of the model that `asked.model` stands for. */
  readonly model: string;
  /** One that the model offers; null leaves it to the model. */
  readonly effort: string | null;
  /** What the client asked. */
  readonly asked: CompletionRequest;
  /** Counts how often the service is asked. */
  readonly attempts: AttemptBudget;
}

/** Hears a turn as it goes on. */
export interface TurnListener {
  /** More of the answer's text; never one that was given before. */
  delta(text: string): void;
  /** More of the reasoning summary's paragraph of that index; a blank line begins a new one. */
  reasoningDelta(text: string, summaryIndex: number): void;
  /**
   * A message, a reasoning item or a call of a hosted tool begins: text and reasoning that follow belong
   * to the open item of their kind. None is told of twice. An engine need not tell of them.
   */
  itemAdded(start: ItemStart): void;
  /** The open item of a kind is whole. */
  itemDone(end: ItemEnd): void;
  /**
   * The model called a tool; all calls of an answer come one after the other, at its end.
   *
   * @param itemId The service's own id of the item. Default: not known.
   */
  toolCall(call: ToolCall, itemId?: string): void;
}

/** Hears an answer to a client. */
export interface AnswerListener extends TurnListener {
  /** The text that the client has been given, which its next request will hold. */
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
