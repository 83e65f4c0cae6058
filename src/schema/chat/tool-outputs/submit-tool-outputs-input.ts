import type { ContentPartInput, ToolChoiceInput } from '../input/chat-completion-input.ts';

/** `SubmitToolOutputsInput` as it arrives, its shape checked. */
export interface SubmitToolOutputsInput {
  readonly completionId: string;
  readonly outputs: readonly ToolOutputInput[];
  readonly toolChoice?: ToolChoiceInput | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a tool returned for one call. */
export interface ToolOutputInput {
  readonly toolCallId: string;
  readonly content: readonly ContentPartInput[];
}
