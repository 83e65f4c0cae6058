import type { CompletionRequest } from '../../../../codex/completion/request.ts';
import type { JsonValue } from '../../../../codex/completion/tools.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import type { StartingPoint } from '../../../../conversations/running/turns.ts';
import type { ResponseSettings } from './response-settings.ts';
import type { ResponseTools } from './to-tools.ts';

/** A request to `/v1/responses`, checked, in this program's terms. */
export interface ResponseRequest {
  /**
   * What the core is asked, without the conversation: it has no messages and no tools until
   * `withConversation` has read the history.
   */
  readonly completion: CompletionRequest;
  /** The tools of the request itself. Those inside the history come to them. */
  readonly tools: ResponseTools;
  /** `tool_choice`, checked. Null where the client says nothing. */
  readonly toolChoice: JsonValue;
  /**
   * What is new in the conversation, as the client sent it: a string is a user message, messages have
   * their type and their content in parts, and every item has an id. References to stored items are
   * not resolved.
   */
  readonly input: readonly RawItem[];
  /** Instructions for this answer alone. They precede the history, and are not part of it. */
  readonly instructions: string | null;
  /** What the response repeats. */
  readonly settings: ResponseSettings;
  /** Where the turn begins. */
  readonly from: StartingPoint;
  /** Whether the client wants the turn kept. */
  readonly isStored: boolean;
  /** Whether the answer is an event stream. */
  readonly isStreamed: boolean;
  /** Whether the turn outlives its client. */
  readonly isBackground: boolean;
  /** Whether the answer is a compaction of the conversation: the input holds a `compaction_trigger`. */
  readonly isCompaction: boolean;
  /** `false` over WebSocket prepares an answer without asking for one. */
  readonly isGenerated: boolean;
  /** Paths of the fields that have no effect, each once. */
  readonly ignored: readonly string[];
}
