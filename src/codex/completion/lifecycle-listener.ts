import type { Completion } from './completion.ts';
import type { ToolCall } from './tools.ts';

/** A tool call and its place in the answer. */
export interface PlacedToolCall {
  readonly call: ToolCall;
  /** Its place among the answer's calls, from 0. */
  readonly index: number;
}

/**
 * What a live completion calls at each stage of its life: at once, and before a reader of its events
 * sees the stage. None of these methods may throw.
 */
export interface LifecycleListener {
  /** The completion was accepted and waits for its turn. */
  queued(completion: Completion): void;
  /** The completion's turn has come; for most, this is the first stage. */
  started(completion: Completion): void;
  /** The first piece of the answer arrived: text, reasoning or a tool call. */
  firstToken(completion: Completion): void;
  /** The model called a tool. */
  toolCall(completion: Completion, call: PlacedToolCall): void;
  /** The completion completed, failed or was cancelled. Called once, with its final state. */
  ended(completion: Completion): void;
}
