import type { CodexServeError } from '../../errors/errors.ts';
import type { FinishReason, Usage } from './events.ts';
import type { OutputItem } from './item.ts';
import type { ToolCall } from './tools.ts';

/** What happens in a completion, item by item. */
export type ItemEventBody =
  | { readonly type: 'started' }
  /** The item as it begins: without text, summary, encrypted content, or the input of a call. */
  | { readonly type: 'item-added'; readonly index: number; readonly item: OutputItem }
  /** More text of a message. */
  | { readonly type: 'text-delta'; readonly index: number; readonly text: string }
  /** More of a paragraph of a reasoning item's summary. */
  | {
      readonly type: 'summary-delta';
      readonly index: number;
      /** Which paragraph, from 0 in each item. */
      readonly summaryIndex: number;
      readonly text: string;
    }
  /** More of the refusal of a message. */
  | { readonly type: 'refusal-delta'; readonly index: number; readonly text: string }
  /** More of the input of a call. */
  | { readonly type: 'call-delta'; readonly index: number; readonly text: string }
  /** The input of a call is whole. Its deltas make it up, or it comes here in one piece. */
  | { readonly type: 'call-input'; readonly index: number; readonly call: ToolCall }
  /** The item as it stays. */
  | { readonly type: 'item-done'; readonly index: number; readonly item: OutputItem }
  | {
      readonly type: 'done';
      readonly finishReason: FinishReason;
      readonly usage: Usage | null;
    }
  | { readonly type: 'failed'; readonly error: CodexServeError };

/**
 * One thing that happened to an item, or to the completion as a whole. `index` is the item's place in
 * the answer. An item is added, grows by its deltas, and is done, in this order. Several calls may be
 * open at a time, and one item of each other type. Sequences count from 0 without a gap, apart from
 * those of `CompletionEvent`.
 */
export type ItemEvent = ItemEventBody & {
  readonly completionId: string;
  readonly sequence: number;
};
