import type { CodexServeError } from '../../errors/errors.ts';
import type { CallStart, ToolCall } from './tools.ts';

/** Why an answer ended, in OpenAI's words. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls';

/**
 * Token counts: exact, as the service reported them. For an answer of which it reported none,
 * such as one that the gateway cut short, an estimate with the tokenizer of the model's family.
 */
export interface Usage {
  /** Tokens of the conversation, cached ones included. */
  readonly inputTokens: number;
  /** Those of `inputTokens` that came from the prompt cache. */
  readonly cachedInputTokens: number;
  /** Those of `inputTokens` that were written to the prompt cache. */
  readonly cacheWriteInputTokens: number;
  /** Tokens of the answer, reasoning included. */
  readonly outputTokens: number;
  /** Those of `outputTokens` that were reasoning. */
  readonly reasoningOutputTokens: number;
  readonly totalTokens: number;
  /** Whether the counts are an estimate of the gateway's. Absent: they are the service's own. */
  readonly isEstimated?: true;
}

/** What happens in a completion, before it is numbered. */
export type CompletionEventBody =
  | { readonly type: 'started' }
  | { readonly type: 'delta'; readonly text: string }
  | {
      readonly type: 'reasoning-delta';
      readonly text: string;
      /** Which paragraph of the summary it belongs to, from 0. */
      readonly summaryIndex: number;
    }
  /** More of what the model says when it refuses to answer. */
  | { readonly type: 'refusal-delta'; readonly text: string }
  /** The model begins a call, whose input follows in pieces. */
  | {
      readonly type: 'call-added';
      readonly call: CallStart;
      /** Its place among the answer's calls, from 0. */
      readonly index: number;
    }
  /** More of the input of the call with that index. */
  | { readonly type: 'call-delta'; readonly index: number; readonly text: string }
  /** A call is whole. If the engine gives calls in one piece, it has no other event. */
  | {
      readonly type: 'tool-call';
      readonly call: ToolCall;
      /** Its place among the answer's calls, from 0. */
      readonly index: number;
    }
  | {
      readonly type: 'done';
      readonly finishReason: FinishReason;
      readonly usage: Usage | null;
      /** What the model said when it refused to answer. Absent: it did not refuse. */
      readonly refusal?: string;
    }
  | { readonly type: 'failed'; readonly error: CodexServeError };

/**
 * One thing that happened in a completion. Sequences count from 0 without a gap; the first event is
 * `started`, the last and only terminal one `done` or `failed`.
 */
export type CompletionEvent = CompletionEventBody & {
  readonly completionId: string;
  readonly sequence: number;
};
