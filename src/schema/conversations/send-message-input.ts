import type { ChatSettingsInput, ContentPartInput } from '../chat/input/chat-completion-input.ts';
import type { ToolOutputInput } from '../chat/tool-outputs/submit-tool-outputs-input.ts';

type Optional<T> = T | null | undefined;

/** `SendMessageInput` as it arrives, its shape checked. */
export interface SendMessageInput extends ChatSettingsInput {
  readonly conversationId?: Optional<string>;
  readonly content?: Optional<readonly ContentPartInput[]>;
  readonly toolOutputs?: Optional<readonly ToolOutputInput[]>;
  readonly instructions?: Optional<string>;
}
