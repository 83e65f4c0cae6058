import type { Completion } from '../completion/completion.ts';
import type { PlacedToolCall } from '../completion/lifecycle-listener.ts';
import type { CompletionRequest } from '../completion/request.ts';

/**
 * Watches every completion of a session core, with the request that started it. Each method is
 * called at once, before a client can see the stage, so it must return quickly. What it throws is
 * logged and harms neither the completion nor another observer. An observer must not keep the
 * request after the completion has ended unless it bounds what it keeps.
 */
export interface CompletionObserver {
  /** The completion was accepted and waits for its turn. */
  queued?(completion: Completion, request: CompletionRequest): void;
  /** The completion's turn has come; for one that need not wait, this is the first stage. */
  started?(completion: Completion, request: CompletionRequest): void;
  /** The first piece of the answer arrived: text, reasoning or a tool call. */
  firstToken?(completion: Completion, request: CompletionRequest): void;
  /** The model called a tool. */
  toolCall?(completion: Completion, call: PlacedToolCall, request: CompletionRequest): void;
  /** The completion completed, failed or was cancelled. Called once, with its final state. */
  ended?(completion: Completion, request: CompletionRequest): void;
  /**
   * A repeated request got this completion, which another request with the same idempotency key
   * started. May be called after its end.
   */
  repeated?(completion: Completion, request: Pick<CompletionRequest, 'caller'>): void;
}
