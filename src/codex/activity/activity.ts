import type { Completion } from '../completion/completion.ts';
import type { PlacedToolCall } from '../completion/lifecycle-listener.ts';

/** An event in the life of a completion, as a board shows it: the stages without the text. */
export type ActivityBody =
  /** It was accepted, and waits for its turn. */
  | { readonly type: 'queued' }
  /** Its turn has started; for most completions this happens at once. */
  | { readonly type: 'started' }
  /** The first text, reasoning or tool call of the answer arrived. */
  | { readonly type: 'first-token' }
  | ({ readonly type: 'tool-call' } & PlacedToolCall)
  | { readonly type: 'finished' }
  | { readonly type: 'failed' }
  | { readonly type: 'cancelled' };

/** The answer has grown since the last event. It is not kept: see `Progress`. */
export interface GrowthBody {
  readonly type: 'progress';
}

/** An event in the life of one completion. */
export type CompletionActivity = (ActivityBody | GrowthBody) & {
  readonly completion: Completion;
  readonly at: Date;
  /** Its place among all activity; opaque, for `SessionCore.activity`. */
  readonly cursor: string;
};

/** Replaces activity that is no longer kept. All kept activity follows. */
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
