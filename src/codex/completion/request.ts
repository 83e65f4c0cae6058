import type { AttemptBudget } from './attempt-budget.ts';
import type { Caller } from './caller.ts';
import type { Surface } from './surface.ts';
import type { JsonObject, Tool, ToolCall, ToolChoice } from './tools.ts';

/** A piece of a message. */
export type ContentPart = TextPart | ImagePart;

/** Text, as the client sent it. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** An inline picture. */
export interface ImagePart {
  readonly type: 'image';
  /** A `data:image/…;base64,…` URL. Codex refuses remote ones. */
  readonly dataUrl: string;
  /** How closely the model looks; absent leaves it to the model. */
  readonly detail?: ImageDetail;
}

/** How closely the model looks at a picture. Codex knows no `low`, and leaves that to the model. */
export type ImageDetail = 'auto' | 'low' | 'high' | 'original';

/** Instructions: `system` and `developer` mean the same to the model. */
export interface InstructionMessage {
  readonly role: 'system' | 'developer';
  readonly content: readonly ContentPart[];
}

/** What the user said. */
export interface UserMessage {
  readonly role: 'user';
  readonly content: readonly ContentPart[];
}

/** What the model answered before. */
export interface AssistantMessage {
  readonly role: 'assistant';
  readonly content: readonly TextPart[];
  /** The id of its item, `msg_…`. Absent: the service gives it one. */
  readonly id?: string;
  /** `commentary` or `final_answer`. Absent: not said. */
  readonly phase?: string;
  /** The tools it called then, in order; each has its result in a later `ToolMessage`. */
  readonly toolCalls?: readonly ToolCall[];
}

/** Earlier reasoning of the model. It precedes the answer or the calls that it led to. */
export interface ReasoningMessage {
  readonly role: 'reasoning';
  /** The paragraphs of its summary. */
  readonly content: readonly TextPart[];
  /** The id of its item, `rs_…`. Absent: the service gives it one. */
  readonly id?: string;
  /** The reasoning itself, in a form that only the service can read. */
  readonly encryptedContent: string;
}

/** An item that is passed on unchanged: a hosted tool call, or a compacted conversation. */
export interface ItemMessage {
  readonly role: 'item';
  /** Always empty. */
  readonly content: readonly TextPart[];
  /** In the form of OpenAI's Responses API. */
  readonly item: JsonObject;
}

/** What a tool returned for one call. */
export interface ToolMessage {
  readonly role: 'tool';
  readonly toolCallId: string;
  readonly content: readonly ContentPart[];
}

/** One message of a conversation, oldest first. */
export type Message =
  | InstructionMessage
  | UserMessage
  | AssistantMessage
  | ReasoningMessage
  | ItemMessage
  | ToolMessage;

/**
 * How the client gets the answer. JSON that is delivered whole is held until its end, and repaired
 * if no guess is needed; a streamed answer is passed on as it comes.
 */
export type Delivery = 'whole' | 'streamed';

/** How the model is asked to answer. */
export type AnswerFormat =
  | { readonly type: 'text' }
  /** Any JSON object. Requested in the prompt only; the service gets no such option. */
  | { readonly type: 'json_object' }
  | {
      readonly type: 'json_schema';
      readonly name: string;
      /** What the answer is for, for the model to read. Absent: not said. */
      readonly description?: string;
      readonly schema: JsonObject;
      /** Whether the service holds the model to the schema. */
      readonly isStrict: boolean;
    };

/**
 * A client's name for one request, so that a repeated request does not run twice. Valid per caller,
 * as long as the completion is retained.
 */
export interface IdempotencyKey {
  /** 1 to 255 characters. */
  readonly key: string;
  /** What the client sent, as JSON. The same key with another body is refused. */
  readonly body: unknown;
  /** The index among the completions for one request. Default: 0. */
  readonly index?: number;
}

/** With what the id of a completion begins. */
export type IdPrefix = 'chatcmpl-' | 'resp_';

/** How the service chooses the tokens of an answer. An absent member leaves it to the service. */
export interface Sampling {
  /** 0 to 2. */
  readonly temperature?: number;
  /** 0 to 1. */
  readonly topP?: number;
}

/** What a client writes on its request for its own and the service's bookkeeping. */
export interface Labels {
  /** The end user, in the client's words. */
  readonly user?: string;
  /** The end user, for the service's detection of abuse. */
  readonly safetyIdentifier?: string;
  /** Up to 16 short strings by name. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** How the service caches the prompt. An absent member leaves it to the service. */
export interface PromptCaching {
  /** Requests with one key share a cache. Absent: those of one conversation do. */
  readonly key?: string;
  /** `in_memory` or `24h`. */
  readonly retention?: string;
  /** In the form of OpenAI's Responses API. */
  readonly options?: JsonObject;
}

/** The service's own web search, which the model may use. */
export interface WebSearch {
  /** How much of the pages the model reads: `low`, `medium` or `high`. */
  readonly contextSize?: string;
  /** About where the user is. */
  readonly location?: WebSearchLocation;
  /** Only pages of these domains, and of those below them. Absent: all. */
  readonly allowedDomains?: readonly string[];
  /** What the model reads of pages, `text` or `image`. An engine may decide that itself. Absent: the service does. */
  readonly contentTypes?: readonly string[];
  /** Whether pages are fetched, or only read as the service has them. Default: `live`. */
  readonly access?: 'live' | 'cached';
}

/** About where a user is. An absent member is unknown. */
export interface WebSearchLocation {
  readonly city?: string;
  /** Two letters of ISO 3166, `NO`. */
  readonly country?: string;
  readonly region?: string;
  /** An IANA name, `Europe/Oslo`. */
  readonly timezone?: string;
}

/** How the model sums up its reasoning. */
export type ReasoningSummary = 'auto' | 'concise' | 'detailed' | 'none';

/** What a surface asks of the session core: one answer to one conversation. */
export interface CompletionRequest {
  /** A model's id, optionally with an effort suffix (`gpt-5.5-high`). */
  readonly model: string;
  /** The whole conversation. The model sees these messages and nothing else. */
  readonly messages: readonly Message[];
  /** How hard the model thinks; clamped to what it offers. Absent: the model's default. */
  readonly effort?: string;
  /** The tools that the model may call, each name once in its namespace. The client runs them. */
  readonly tools?: readonly Tool[];
  /** Default: `auto`. */
  readonly toolChoice?: ToolChoice;
  /** Whether one answer may hold several calls. Default: true. */
  readonly allowsParallelToolCalls?: boolean;
  /** Default: text. */
  readonly format?: AnswerFormat;
  /** The answer ends before the first of these strings; at most four, none of them empty. */
  readonly stop?: readonly string[];
  /**
   * The answer ends after this number of tokens: of all tokens where the service counts them, of the
   * text alone where the gateway does.
   */
  readonly maxOutputTokens?: number;
  /** Default: the service's. */
  readonly sampling?: Sampling;
  /** How many tokens are listed with their probability for each place, 0 to 20. Absent: no probabilities. */
  readonly topLogprobs?: number;
  /** Absent: the model cannot search the web. */
  readonly webSearch?: WebSearch;
  /** Default: none. */
  readonly labels?: Labels;
  /** Default: the service's. */
  readonly caching?: PromptCaching;
  /** `low`, `medium` or `high`. Absent: the service's default. */
  readonly verbosity?: string;
  /** A service tier's id. Absent: the account's default. */
  readonly serviceTier?: string;
  /** Default: `auto`. */
  readonly reasoningSummary?: ReasoningSummary;
  /**
   * More tools, in the form of OpenAI's Responses API. An engine without `hasRawTools` leaves them
   * out. Default: none.
   */
  readonly rawTools?: readonly JsonObject[];
  /** Fields that the surface knows will not be fully honored. Default: none. */
  readonly unmet?: readonly string[];
  /**
   * Paths of fields that have no effect, in the words of the surface. The answer does not depend on
   * them; a reader of the completion sees them. Default: none.
   */
  readonly ignored?: readonly string[];
  /** Default: `streamed`. */
  readonly delivery?: Delivery;
  readonly surface: Surface;
  /** Who asks. */
  readonly caller: Caller;
  /** Default: none. */
  readonly idempotency?: IdempotencyKey;
  /** The completion whose tool calls this request answers, if the client named it. */
  readonly previousId?: string;
  /** The beginning of the completion's id. Default: `chatcmpl-`. */
  readonly idPrefix?: IdPrefix;
  /** The conversation that the completion belongs to. Default: none. */
  readonly conversationId?: string;
  /**
   * Whether the engine keeps the request while the completion waits for tool results, so that the
   * client may send only the results. Default: false.
   */
  readonly keepForToolOutputs?: boolean;
  /** Counts the requests to the service. Default: a new budget. */
  readonly attempts?: AttemptBudget;
}
