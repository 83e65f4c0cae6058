import type { Completion } from '../completion/completion.ts';
import type { PlacedToolCall } from '../completion/lifecycle-listener.ts';

/** What happens in a completion, as far as a board shows it: its course without its text. */
export type ActivityBody =
  /** It was accepted, and waits for its turn. */
  | { readonly type: 'queued' }
  /** Its turn has come, which for most is at once. */
  | { readonly type: 'started' }
  /** The first piece of the answer came: text, reasoning or a tool call. */
  | { readonly type: 'first-token' }
  | ({ readonly type: 'tool-call' } & PlacedToolCall)
  | { readonly type: 'finished' }
  | { readonly type: 'failed' }
  | { readonly type: 'cancelled' };

/** One thing that happened in some completion. */
export type CompletionActivity = ActivityBody & {
  readonly completion: Completion;
  readonly at: Date;
  /** Its place among all activity; opaque, for `SessionCore.activity`. */
  readonly cursor: string;
};

/** Here activity is missing that is no longer kept. What follows is all that is. */
export interface ActivityGap {
  readonly type: 'gap';
  /** Whether the given cursor is from an earlier run of the gateway. */
  readonly hasRestarted: boolean;
  /** When the gap was found. */
  readonly at: Date;
  /** The cursor after the gap. */
  readonly cursor: string;
}

/** What a reader of all activity gets. */
export type Activity = CompletionActivity | ActivityGap;
