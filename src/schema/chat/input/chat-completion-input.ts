import type { ImageDetail } from '../../../codex/completion/request.ts';
import type { Grammar, JsonObject, ToolCall } from '../../../codex/completion/tools.ts';

type Optional<T> = T | null | undefined;

/** `ChatCompletionInput` as it arrives, its shape checked and its enum values turned into the core's. */
export interface ChatCompletionInput extends ChatSettingsInput {
  readonly messages: readonly MessageInput[];
  readonly store?: Optional<boolean>;
}

/** The settings of a chat: all but what is said. */
export interface ChatSettingsInput {
  readonly model?: Optional<string>;
  readonly effort?: Optional<string>;
  readonly reasoningSummary?: Optional<ReasoningSummary>;
  readonly tools?: Optional<readonly ToolInput[]>;
  readonly toolChoice?: Optional<ToolChoiceInput>;
  readonly allowParallelToolCalls?: Optional<boolean>;
  readonly responseFormat?: Optional<ResponseFormatInput>;
  readonly stop?: Optional<readonly string[]>;
  readonly maxOutputTokens?: Optional<number>;
  readonly verbosity?: Optional<Verbosity>;
  readonly temperature?: Optional<number>;
  readonly topP?: Optional<number>;
  readonly webSearch?: Optional<WebSearchInput>;
  readonly promptCacheKey?: Optional<string>;
  readonly safetyIdentifier?: Optional<string>;
  readonly serviceTier?: Optional<string>;
  readonly idempotencyKey?: Optional<string>;
}

/** How much the model writes. */
export type Verbosity = 'low' | 'medium' | 'high';

/** How the model sums up its reasoning. */
export type ReasoningSummary = 'auto' | 'concise' | 'detailed' | 'none';

/** One message of the conversation. */
export interface MessageInput {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'reasoning' | 'item';
  readonly content: readonly ContentPartInput[];
  readonly itemId?: Optional<string>;
  readonly phase?: Optional<string>;
  readonly encryptedContent?: Optional<string>;
  readonly item?: Optional<JsonObject>;
  readonly toolCalls?: Optional<readonly ToolCallInput[]>;
  readonly toolCallId?: Optional<string>;
}

/** One call of a tool, as the model made it. */
export interface ToolCallInput extends Omit<ToolCall, 'id' | 'itemId' | 'namespace'> {
  readonly callId: string;
  readonly itemId?: Optional<string>;
  readonly namespace?: Optional<string>;
}

/** Exactly one member is present. */
export interface ContentPartInput {
  readonly text?: Optional<string>;
  readonly imageUrl?: Optional<ImageUrlInput>;
}

/** A picture. */
export interface ImageUrlInput {
  readonly url: string;
  readonly detail?: Optional<ImageDetail>;
}

/** Exactly one member is present. */
export interface ToolInput {
  readonly function?: Optional<FunctionToolInput>;
  readonly custom?: Optional<CustomToolInput>;
}

/** A group of tools. */
export interface ToolNamespaceInput {
  readonly name: string;
  readonly description?: Optional<string>;
}

/** A tool that takes JSON. */
export interface FunctionToolInput {
  readonly name: string;
  readonly namespace?: Optional<ToolNamespaceInput>;
  readonly description?: Optional<string>;
  readonly parameters?: Optional<JsonObject>;
  readonly strict?: Optional<boolean>;
}

/** A tool that takes free text. */
export interface CustomToolInput {
  readonly name: string;
  readonly namespace?: Optional<ToolNamespaceInput>;
  readonly description?: Optional<string>;
  readonly grammar?: Optional<Grammar>;
}

/** Exactly one member is present. */
export interface ToolChoiceInput {
  readonly mode?: Optional<'auto' | 'none' | 'required'>;
  readonly tool?: Optional<string>;
  readonly allowed?: Optional<AllowedToolsInput>;
}

/** A choice among some of the tools. */
export interface AllowedToolsInput {
  readonly tools: readonly string[];
  readonly mustCall?: Optional<boolean>;
}

/** The service's web search. */
export interface WebSearchInput {
  readonly contextSize?: Optional<Verbosity>;
  readonly location?: Optional<WebSearchLocationInput>;
}

/** About where the user is. */
export interface WebSearchLocationInput {
  readonly city?: Optional<string>;
  readonly country?: Optional<string>;
  readonly region?: Optional<string>;
  readonly timezone?: Optional<string>;
}

/** Exactly one member is present. */
export interface ResponseFormatInput {
  readonly type?: Optional<'text' | 'json_object'>;
  readonly jsonSchema?: Optional<JsonSchemaInput>;
}

/** A schema that the answer follows. */
export interface JsonSchemaInput {
  readonly name: string;
  readonly description?: Optional<string>;
  readonly schema: JsonObject;
  readonly strict?: Optional<boolean>;
}
