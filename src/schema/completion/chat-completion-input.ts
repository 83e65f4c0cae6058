import type { ImageDetail } from '../../codex/completion/request.ts';

/** `ChatCompletionInput` as it arrives, its shape checked and its enum values turned into the core's. */
export interface ChatCompletionInput {
  readonly model?: string | null | undefined;
  readonly messages: readonly MessageInput[];
  readonly effort?: string | null | undefined;
}

/** One message of the conversation. */
export interface MessageInput {
  readonly role: 'system' | 'developer' | 'user' | 'assistant';
  readonly content: readonly ContentPartInput[];
}

/** Exactly one member is present. */
export interface ContentPartInput {
  readonly text?: string | null | undefined;
  readonly imageUrl?: ImageUrlInput | null | undefined;
}

/** A picture. */
export interface ImageUrlInput {
  readonly url: string;
  readonly detail?: ImageDetail | null | undefined;
}
