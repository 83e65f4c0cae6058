/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Some of the tools, which alone the model may call. */
export type AllowedToolsInput = {
  /** Whether the model must call one of them, as for REQUIRED. */
  mustCall?: boolean | null | undefined;
  /** Their names, at least one. */
  tools: Array<string>;
};

/** What to answer, and how. */
export type ChatCompletionInput = {
  /** Whether one answer may hold several calls. No effect without tools. */
  allowParallelToolCalls?: boolean | null | undefined;
  /** How hard the model thinks: one of its `efforts`. Each of `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, `max`, `ultra` is accepted; a model without it uses the next weaker one. An effort suffix of the model's name takes precedence. Default: the model's own. */
  effort?: string | null | undefined;
  /** A name for this input, chosen by the client: sent again with the same input, it gives the same completion, running or ended, from its start. 1 to 255 characters. Another input under it is refused with `IDEMPOTENCY_KEY_REUSED`. The completion outlives its last client by 60 seconds, and keeps the key as long as the gateway keeps the completion. A failure before the first token frees the key. */
  idempotencyKey?: string | null | undefined;
  /** The answer ends after so many tokens, 1 at least. With an API key or a custom provider, the direct engine has the service count them, reasoning included. Otherwise, and below 16, the gateway counts those of the text, with the tokenizer of the model's family. */
  maxOutputTokens?: number | null | undefined;
  /** The whole conversation, oldest message first. The model sees these messages and nothing else. */
  messages: Array<MessageInput>;
  /** Id of a model, optionally with an effort suffix (`gpt-5.5-high`). Default: the model whose `isDefault` is true. */
  model?: string | null | undefined;
  /** Requests with one key share a cache of their beginnings. Named in `unmet` where the engine has no such option. Default: each conversation has a cache of its own. */
  promptCacheKey?: string | null | undefined;
  /** How the model sums up its reasoning. Default: AUTO. */
  reasoningSummary?: ReasoningSummary | null | undefined;
  /** The form of the answer. Default: TEXT. */
  responseFormat?: ResponseFormatInput | null | undefined;
  /** A stable name of the end user, without personal data, for the service's detection of abuse. Named in `unmet` where the login does not take it. */
  safetyIdentifier?: string | null | undefined;
  /** Id of one of the model's `serviceTiers`; any other is refused. Default: the account's. */
  serviceTier?: string | null | undefined;
  /** The answer ends before the first of these that occurs. At most 4, none of them empty. */
  stop?: Array<string> | null | undefined;
  /** Whether it is kept, as the first turn of a new conversation. `sendMessage` continues one. */
  store?: boolean | null | undefined;
  /** How random the choice of tokens is, 0 to 2. Named in `unmet` where the login does not take it. Default: 1. */
  temperature?: number | null | undefined;
  /** Whether the model must call a tool, and which. Default: AUTO. */
  toolChoice?: ToolChoiceInput | null | undefined;
  /** What the model may call; the client runs it. At most 128, no two of one name in one namespace. */
  tools?: Array<ToolInput> | null | undefined;
  /** The share of the likeliest tokens to choose from, 0 to 1. Named in `unmet` where the login does not take it. Default: 1. */
  topP?: number | null | undefined;
  /** How much the model writes. Default: the service's. */
  verbosity?: Verbosity | null | undefined;
  /** Lets the model use the service's web search. Refused where the engine has no such option. Default: it cannot search. */
  webSearch?: WebSearchInput | null | undefined;
};

/** Status of a completion. */
export type CompletionStatus =
  /** It was stopped, or its client left. */
  | 'CANCELLED'
  /** The answer is whole. */
  | 'COMPLETED'
  /** It ended in an error; `error` says which. */
  | 'FAILED'
  /** It waits for its turn; cancelling it costs nothing. */
  | 'QUEUED'
  /** The model is answering. */
  | 'RUNNING';

/** A piece of a message: exactly one of its fields. */
export type ContentPartInput =
  | {
      /** A picture. In messages of the roles USER and TOOL only. */
      imageUrl: ImageUrlInput;
      text?: never;
    }
  | { imageUrl?: never /** Text. */; text: string };

/** A tool that takes free text. */
export type CustomToolInput = {
  /** What it does and when to call it, for the model to read. */
  description?: string | null | undefined;
  /** The form of the text. Refused where the engine has no such option. Default: any text. */
  grammar?: GrammarInput | null | undefined;
  /** Its name: 1 to 64 letters, digits, _ and -. */
  name: string;
  /** The group that it is in. Default: none. */
  namespace?: ToolNamespaceInput | null | undefined;
};

/** Names a failure for programs. The REST APIs use the same codes, in lower case. */
export type ErrorCode =
  /** The service changed text that it had already streamed. */
  | 'ANSWER_DIVERGED'
  /** The answer took longer than `--answer-seconds`. */
  | 'ANSWER_TIMEOUT'
  /** The completion was cancelled, or its client left. */
  | 'CANCELLED'
  /** Codex is not logged in on this machine, or the service refused its login. Or the upstream, which needs no login, refused its own API key. */
  | 'CODEX_LOGIN_REQUIRED'
  /** There is no running or recent completion with this ID. */
  | 'COMPLETION_NOT_FOUND'
  /** The conversation is longer than the model's context window, or is kept here and has more than 64 MB. */
  | 'CONTEXT_LENGTH_EXCEEDED'
  /** Another answer of the same conversation is under way. */
  | 'CONVERSATION_LOCKED'
  /** No conversation with this ID is kept here for this caller. */
  | 'CONVERSATION_NOT_FOUND'
  /** The Codex engine is not running; it is being restarted. */
  | 'ENGINE_UNAVAILABLE'
  /** The gateway does not answer under this host name. */
  | 'HOST_NOT_ALLOWED'
  /** The idempotency key was used for another request, whose completion is still kept. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The account's quota is used up. */
  | 'INSUFFICIENT_QUOTA'
  /** A fault in the gateway; its log says more. */
  | 'INTERNAL_ERROR'
  /** The gateway's API key is missing or wrong. */
  | 'INVALID_API_KEY'
  /** A compacted conversation was changed, or is that of another caller or gateway. */
  | 'INVALID_ENCRYPTED_CONTENT'
  /** The model does not accept the schema of a tool's parameters. */
  | 'INVALID_FUNCTION_PARAMETERS'
  /** The service refused the conversation. */
  | 'INVALID_PROMPT'
  /** The request is invalid, for a reason that no other code names. */
  | 'INVALID_REQUEST'
  /** The name of a lane on a WebSocket is no valid one. Responses over WebSocket only. */
  | 'INVALID_STREAM_ID'
  /** A field holds a value of the wrong type. */
  | 'INVALID_TYPE'
  /** A field holds a value that is not allowed. */
  | 'INVALID_VALUE'
  /** No item with this ID is kept here for this caller. */
  | 'ITEM_NOT_FOUND'
  /** The login was cancelled, by hand, by a logout or by a login started after it. GraphQL only. */
  | 'LOGIN_CANCELLED'
  /** Nobody approved the login before its code expired. GraphQL only. */
  | 'LOGIN_EXPIRED'
  /** The service refused the login, or could not be reached. GraphQL only. */
  | 'LOGIN_FAILED'
  /** There is no pending or recent login with this ID. GraphQL only. */
  | 'LOGIN_NOT_FOUND'
  /** The upstream of the gateway's Codex needs no login, so there is nothing to log in or out. GraphQL only. */
  | 'LOGIN_NOT_NEEDED'
  /** The route does not take this HTTP method. */
  | 'METHOD_NOT_ALLOWED'
  /** The service refused the conversation under its provider's policy. */
  | 'MISALIGNMENT_POLICY_VIOLATION'
  /** A required field is missing. */
  | 'MISSING_REQUIRED_PARAMETER'
  /** There is no model with this name. */
  | 'MODEL_NOT_FOUND'
  /** Two fields were given of which a request may have one. */
  | 'MUTUALLY_EXCLUSIVE_PARAMETERS'
  /** Changing the machine's Codex login needs the admin token or an admin API key. Where keys are set, `GET /metrics` and `Query.diagnostics` need one too, and a guest page never gets them. */
  | 'NOT_PERMITTED'
  /** A web page of this origin may not use the gateway. */
  | 'ORIGIN_NOT_ALLOWED'
  /** The request is too large for the gateway or the service. */
  | 'PAYLOAD_TOO_LARGE'
  /** The response that the request continues from is not kept here, or belongs to another caller. */
  | 'PREVIOUS_RESPONSE_NOT_FOUND'
  /** The request waited for its turn as long as `--queue-seconds` allows. */
  | 'QUEUE_TIMEOUT'
  /** Too many requests, or too many tokens, in too short a time. */
  | 'RATE_LIMIT_EXCEEDED'
  /** The gateway or the service has no capacity at the moment. */
  | 'RESOURCE_UNAVAILABLE'
  /** The answer is not JSON, or does not match the schema, that `response_format` asks for. With `--strict` only. */
  | 'RESPONSE_FORMAT_UNMET'
  /** No response with this ID is kept here for this caller. */
  | 'RESPONSE_NOT_FOUND'
  /** The route does not exist, or it is switched off. */
  | 'ROUTE_NOT_FOUND'
  /** The service had an internal error. */
  | 'SERVER_ERROR'
  /** The service is overloaded. */
  | 'SERVER_OVERLOADED'
  /** The gateway is shutting down. */
  | 'SHUTTING_DOWN'
  /** The request needs something that the gateway keeps, and `--store` is `off`. */
  | 'STORE_OFF'
  /** Events that were asked for are no longer kept; read the completion instead. */
  | 'STREAM_GAP'
  /** A field is unknown. */
  | 'UNKNOWN_PARAMETER'
  /** The request body has an unsupported type. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** The gateway cannot do what a field asks for. */
  | 'UNSUPPORTED_PARAMETER'
  /** The model or the gateway does not support a value. */
  | 'UNSUPPORTED_VALUE'
  /** The service failed to give an answer. */
  | 'UPSTREAM_ERROR'
  /** The Codex configuration on the gateway's machine does not lead to a service. */
  | 'UPSTREAM_MISCONFIGURED'
  /** The service refuses the gateway's account or address. */
  | 'UPSTREAM_REFUSED'
  /** The service, or Codex, showed no sign of life for longer than `--silence-seconds`. */
  | 'UPSTREAM_TIMEOUT'
  /** The last requests failed to reach the service, so this one was refused at once. */
  | 'UPSTREAM_UNAVAILABLE'
  /** There is no connection to the service: refused, host unknown, TLS, proxy, timeout. The message names the kind, the log has the details. */
  | 'UPSTREAM_UNREACHABLE'
  /** A WebSocket has been open for 60 minutes. Responses over WebSocket only. */
  | 'WEBSOCKET_CONNECTION_LIMIT_REACHED'
  /** A WebSocket has 32 named lanes already. Responses over WebSocket only. */
  | 'WEBSOCKET_STREAM_LIMIT_REACHED';

/** Why an answer ended. */
export type FinishReason =
  /** The service cut it off. */
  | 'CONTENT_FILTER'
  /** It reached the longest answer that was allowed. */
  | 'LENGTH'
  /** It was complete. */
  | 'STOP'
  /** The model called tools and waits for their results. */
  | 'TOOL_CALLS';

/** A tool whose arguments are JSON. */
export type FunctionToolInput = {
  /** What it does and when to call it, for the model to read. */
  description?: string | null | undefined;
  /** Its name: 1 to 64 letters, digits, _ and -. */
  name: string;
  /** The group that it is in. Default: none. */
  namespace?: ToolNamespaceInput | null | undefined;
  /** The JSON Schema of its arguments, an object. Default: it takes none. */
  parameters?: object | null | undefined;
  /** Whether the service holds the model to the schema, which must then follow the rules of strict mode. Named in `unmet` where the engine has no such option. Default: false. */
  strict?: boolean | null | undefined;
};

/** A grammar that the text of a call follows. */
export type GrammarInput = {
  /** The grammar itself. */
  definition: string;
  /** Its language. */
  syntax: GrammarSyntax;
};

/** A language to write grammars in. */
export type GrammarSyntax =
  /** Lark's. */
  | 'LARK'
  /** A regular expression. */
  | 'REGEX';

/** How closely the model looks at a picture. */
export type ImageDetail =
  /** As the model sees fit. */
  | 'AUTO'
  /** Closely. */
  | 'HIGH'
  /** At a glance, for few tokens. */
  | 'LOW'
  /** In its own resolution. */
  | 'ORIGINAL';

/** A picture. */
export type ImageUrlInput = {
  /** How closely the model looks. Default: AUTO. */
  detail?: ImageDetail | null | undefined;
  /** The picture itself as a `data:image/…;base64,…` URL. None is fetched from the network. */
  url: string;
};

/** A schema that the answer follows. */
export type JsonSchemaInput = {
  /** What the answer is for, for the model to read. The direct engine passes it on. */
  description?: string | null | undefined;
  /** What the answer is called: 1 to 64 letters, digits, _ and -. */
  name: string;
  /** The JSON Schema. */
  schema: object;
  /** Whether the service enforces the schema, which must then follow the rules of strict mode. If false, the app-server engine asks in words for a schema that breaks these rules. The gateway checks every answer: `unmet` says where it does not match. */
  strict?: boolean | null | undefined;
};

/** One message of a conversation. */
export type MessageInput = {
  /** The text or other content, or what the tool returned; for REASONING the paragraphs of the summary. A single part needs no brackets: `content: { text: "Hi" }`. May be empty beside `toolCalls` and for REASONING, and is for ITEM. */
  content?: Array<ContentPartInput>;
  /** The `encryptedContent` of the item. For REASONING, and there required. */
  encryptedContent?: string | null | undefined;
  /** The item in the form of OpenAI's Responses API, with its `type`. For ITEM, and there required. */
  item?: object | null | undefined;
  /** The `itemId` of the item that it comes from. Only for ASSISTANT and REASONING. Default: the service gives it one. */
  itemId?: string | null | undefined;
  /** The `phase` of the message: `commentary` or `final_answer`. Only for ASSISTANT. */
  phase?: string | null | undefined;
  /** Who said it. */
  role: MessageRole;
  /** The `callId` of the call that this is the result of. In a message of the role TOOL, and there required. */
  toolCallId?: string | null | undefined;
  /** The tools that the model called, in order. Only in a message with the role ASSISTANT. Each call has its result in a TOOL message right after it. */
  toolCalls?: Array<ToolCallInput> | null | undefined;
};

/** Who said it. */
export type MessageRole =
  /** The model, earlier in the conversation. */
  | 'ASSISTANT'
  /** Instructions. */
  | 'DEVELOPER'
  /** Any other item, from a `HostedItem`. It is passed on unchanged. */
  | 'ITEM'
  /** Earlier reasoning of the model, from a `ReasoningItem`. It precedes the message or the calls that it led to. */
  | 'REASONING'
  /** Instructions. The same to the model as DEVELOPER. */
  | 'SYSTEM'
  /** A tool, with the result of one call. */
  | 'TOOL'
  /** The user. */
  | 'USER';

/** How a model sums up its reasoning. */
export type ReasoningSummary =
  /** As the service sees fit. */
  | 'AUTO'
  /** Briefly. */
  | 'CONCISE'
  /** In detail. */
  | 'DETAILED'
  /** Not at all. */
  | 'NONE';

/** The form of an answer: exactly one of its fields. */
export type ResponseFormatInput =
  | {
      /** JSON that follows a schema. */
      jsonSchema: JsonSchemaInput;
      type?: never;
    }
  | { jsonSchema?: never /** A form without a schema. */; type: ResponseFormatType };

/** A form of answers that needs no schema. */
export type ResponseFormatType =
  /** Some JSON object. The answer is checked: `unmet` says where it is none. The app-server engine asks for it in words. */
  | 'JSON_OBJECT'
  /** Prose. */
  | 'TEXT';

/** The completion to continue, and the results of its tool calls. */
export type SubmitToolOutputsInput = {
  /** The completion that made the calls and ended with the finish reason TOOL_CALLS. It must have been started over GraphQL and with the same API key, and is kept as long as `Query.chatCompletion` knows it; where many long conversations wait, the oldest make room earlier. */
  completionId: string;
  /** As in `ChatCompletionInput`: sent again with the same input, it gives the same completion instead of another answer to the same calls. */
  idempotencyKey?: string | null | undefined;
  /** One for each of the completion's `toolCalls`, in any order. */
  outputs: Array<ToolOutputInput>;
  /** Whether the model must call a tool next, and which. Default: as before. Every other setting stays as it was. */
  toolChoice?: ToolChoiceInput | null | undefined;
};

/** One call of a tool, as the model made it: the fields of its `ToolCall`. */
export type ToolCallInput = {
  /** `call_…`; the result refers to it. */
  callId: string;
  /** The call's `input`, as it came. */
  input: string;
  /** The `itemId` of its item. Default: the service gives it one. */
  itemId?: string | null | undefined;
  /** The tool's name. */
  name: string;
  /** The name of the tool's namespace. Default: it is in none. */
  namespace?: string | null | undefined;
  /** What the tool takes. */
  type?: ToolType;
};

/** Whether the model must call a tool, and which: exactly one of its fields. */
export type ToolChoiceInput =
  | {
      /** A choice among some of the tools. */
      allowed: AllowedToolsInput;
      mode?: never;
      tool?: never;
    }
  | { allowed?: never /** Whether it calls any. */; mode: ToolChoiceMode; tool?: never }
  | {
      allowed?: never;
      mode?: never /** Name of the tool that it must call, and the only one that it may call. */;
      tool: string;
    };

/** Whether the model calls tools. */
export type ToolChoiceMode =
  /** As it sees fit. */
  | 'AUTO'
  /** It calls no tool; it does not see the tools. */
  | 'NONE'
  /** It must call one. The app-server engine asks for it in words, twice if need be; `unmet` says where it did not. */
  | 'REQUIRED';

/** A tool that the model may call: exactly one of its fields. */
export type ToolInput =
  | {
      /** One that takes free text. */
      custom: CustomToolInput;
      function?: never;
    }
  | { custom?: never /** One that takes JSON. */; function: FunctionToolInput };

/** A group of tools. Tools of different groups may have the same name; a call names its group. */
export type ToolNamespaceInput = {
  /** What its tools are for, for the model to read. */
  description?: string | null | undefined;
  /** Its name: 1 to 64 letters, digits, _ and -. */
  name: string;
};

/** What a tool returned for one call. */
export type ToolOutputInput = {
  /** What the tool gave back. A single part needs no brackets: `content: { text: "12 °C" }`. */
  content: Array<ContentPartInput>;
  /** The call's `callId`. */
  toolCallId: string;
};

/** What a tool takes. */
export type ToolType =
  /** Free text. */
  | 'CUSTOM'
  /** Arguments as JSON. */
  | 'FUNCTION';

/** How much a model writes. */
export type Verbosity =
  /** Thorough answers. */
  | 'HIGH'
  /** Brief answers. */
  | 'LOW'
  /** Answers of middling length. */
  | 'MEDIUM';

/** How much of the found pages the model reads. */
export type WebSearchContextSize =
  /** Much. */
  | 'HIGH'
  /** Little. */
  | 'LOW'
  /** A middling amount. */
  | 'MEDIUM';

/** The service's web search, which the service charges for. */
export type WebSearchInput = {
  /** How much the model reads. Default: MEDIUM. */
  contextSize?: WebSearchContextSize | null | undefined;
  /** Prefers results from around there. */
  location?: WebSearchLocationInput | null | undefined;
};

/** About where the user is. */
export type WebSearchLocationInput = {
  /** The city. */
  city?: string | null | undefined;
  /** Two letters of ISO 3166, `NO`. */
  country?: string | null | undefined;
  /** The region or state. */
  region?: string | null | undefined;
  /** An IANA name, `Europe/Oslo`. */
  timezone?: string | null | undefined;
};

export type ApolloModelsQueryVariables = Exact<{ [key: string]: never }>;

export type ApolloModelsQuery = {
  models: { edges: Array<{ node: { id: string; isDefault: boolean } }> };
};

export type ApolloChatSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type ApolloChatSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta'; text: string }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        usage: { totalTokens: number } | null;
      }
    | {
        __typename: 'ChatCompletionFailed';
        error:
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string };
      }
    | { __typename: 'ChatCompletionReasoningDelta' }
    | { __typename: 'ChatCompletionRefusalDelta' }
    | { __typename: 'ChatCompletionStarted' }
    | { __typename: 'ChatCompletionToolCall' }
    | { __typename: 'ChatCompletionToolCallDelta' }
    | { __typename: 'ChatCompletionToolCallStarted' }
    | { __typename: 'ChatCompletionUnavailable' };
};

export type UrqlStartMutationVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type UrqlStartMutation = {
  startChatCompletion:
    | { __typename: 'CancelledError'; code: ErrorCode; message: string }
    | { __typename: 'ChatCompletion'; id: string }
    | { __typename: 'InvalidRequestError'; code: ErrorCode; message: string }
    | { __typename: 'LoginRequiredError'; code: ErrorCode; message: string }
    | { __typename: 'ModelNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'StoreOffError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type UrqlEventsSubscriptionVariables = Exact<{
  id: string;
}>;

export type UrqlEventsSubscription = {
  chatCompletionEvents:
    | { __typename: 'ChatCompletionDelta'; text: string }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        usage: { totalTokens: number } | null;
      }
    | {
        __typename: 'ChatCompletionFailed';
        error:
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string }
          | { code: ErrorCode; message: string };
      }
    | { __typename: 'ChatCompletionReasoningDelta' }
    | { __typename: 'ChatCompletionRefusalDelta' }
    | { __typename: 'ChatCompletionStarted' }
    | { __typename: 'ChatCompletionToolCall' }
    | { __typename: 'ChatCompletionToolCallDelta' }
    | { __typename: 'ChatCompletionToolCallStarted' }
    | { __typename: 'ChatCompletionUnavailable' };
};

export type BoardRowFragment = {
  id: string;
  status: CompletionStatus;
  model: string;
  timeToFirstTokenMs: number | null;
  durationMs: number;
  client: { keyName: string | null };
  usage: { inputTokens: number; outputTokens: number } | null;
};

export type BoardQueryVariables = Exact<{ [key: string]: never }>;

export type BoardQuery = {
  completions: {
    activityCursor: string;
    edges: Array<{
      node: {
        id: string;
        status: CompletionStatus;
        model: string;
        timeToFirstTokenMs: number | null;
        durationMs: number;
        client: { keyName: string | null };
        usage: { inputTokens: number; outputTokens: number } | null;
      };
    }>;
  };
};

export type BoardEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type BoardEventsSubscription = {
  activity:
    | {
        __typename: 'ActivityCancelled';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | {
        __typename: 'ActivityFailed';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | {
        __typename: 'ActivityFinished';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | {
        __typename: 'ActivityFirstToken';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | { __typename: 'ActivityGap'; cursor: string }
    | {
        __typename: 'ActivityProgress';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | {
        __typename: 'ActivityQueued';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | {
        __typename: 'ActivityStarted';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      }
    | { __typename: 'ActivitySubscribed'; cursor: string }
    | {
        __typename: 'ActivityToolCall';
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          client: { keyName: string | null };
          usage: { inputTokens: number; outputTokens: number } | null;
        };
      };
};

export type StreamedSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type StreamedSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        completionId: string;
        sequence: number;
        completion: { text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string };
      }
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCall'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string };
      };
};

export type ResumedSubscriptionVariables = Exact<{
  id: string;
  after: number;
}>;

export type ResumedSubscription = {
  chatCompletionEvents:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        completionId: string;
        sequence: number;
        completion: { text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string };
      }
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCall'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string };
      };
};

type ResumableEvent_ChatCompletionDelta_Fragment = {
  __typename: 'ChatCompletionDelta';
  text: string;
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionDone_Fragment = {
  __typename: 'ChatCompletionDone';
  completionId: string;
  sequence: number;
  completion: { text: string };
};

type ResumableEvent_ChatCompletionFailed_Fragment = {
  __typename: 'ChatCompletionFailed';
  completionId: string;
  sequence: number;
  error:
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string };
};

type ResumableEvent_ChatCompletionReasoningDelta_Fragment = {
  __typename: 'ChatCompletionReasoningDelta';
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionRefusalDelta_Fragment = {
  __typename: 'ChatCompletionRefusalDelta';
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionStarted_Fragment = {
  __typename: 'ChatCompletionStarted';
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionToolCall_Fragment = {
  __typename: 'ChatCompletionToolCall';
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionToolCallDelta_Fragment = {
  __typename: 'ChatCompletionToolCallDelta';
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionToolCallStarted_Fragment = {
  __typename: 'ChatCompletionToolCallStarted';
  completionId: string;
  sequence: number;
};

type ResumableEvent_ChatCompletionUnavailable_Fragment = {
  __typename: 'ChatCompletionUnavailable';
  completionId: string;
  sequence: number;
  error:
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string };
};

export type ResumableEventFragment =
  | ResumableEvent_ChatCompletionDelta_Fragment
  | ResumableEvent_ChatCompletionDone_Fragment
  | ResumableEvent_ChatCompletionFailed_Fragment
  | ResumableEvent_ChatCompletionReasoningDelta_Fragment
  | ResumableEvent_ChatCompletionRefusalDelta_Fragment
  | ResumableEvent_ChatCompletionStarted_Fragment
  | ResumableEvent_ChatCompletionToolCall_Fragment
  | ResumableEvent_ChatCompletionToolCallDelta_Fragment
  | ResumableEvent_ChatCompletionToolCallStarted_Fragment
  | ResumableEvent_ChatCompletionUnavailable_Fragment;

export type AskWithToolsSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type AskWithToolsSubscription = {
  event:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string }
    | {
        __typename: 'ChatCompletionDone';
        completionId: string;
        completion: { toolCalls: Array<{ callId: string; name: string; input: string }> };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        error:
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string };
      }
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string }
    | { __typename: 'ChatCompletionStarted'; completionId: string }
    | { __typename: 'ChatCompletionToolCall'; completionId: string }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string }
    | { __typename: 'ChatCompletionUnavailable'; completionId: string };
};

export type GoOnSubscriptionVariables = Exact<{
  input: SubmitToolOutputsInput;
}>;

export type GoOnSubscription = {
  event:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string }
    | {
        __typename: 'ChatCompletionDone';
        completionId: string;
        completion: { toolCalls: Array<{ callId: string; name: string; input: string }> };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        error:
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string }
          | { message: string };
      }
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string }
    | { __typename: 'ChatCompletionStarted'; completionId: string }
    | { __typename: 'ChatCompletionToolCall'; completionId: string }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string }
    | { __typename: 'ChatCompletionUnavailable'; completionId: string };
};

type ToolLoopEvent_ChatCompletionDelta_Fragment = {
  __typename: 'ChatCompletionDelta';
  text: string;
  completionId: string;
};

type ToolLoopEvent_ChatCompletionDone_Fragment = {
  __typename: 'ChatCompletionDone';
  completionId: string;
  completion: { toolCalls: Array<{ callId: string; name: string; input: string }> };
};

type ToolLoopEvent_ChatCompletionFailed_Fragment = {
  __typename: 'ChatCompletionFailed';
  completionId: string;
  error:
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string }
    | { message: string };
};

type ToolLoopEvent_ChatCompletionReasoningDelta_Fragment = {
  __typename: 'ChatCompletionReasoningDelta';
  completionId: string;
};

type ToolLoopEvent_ChatCompletionRefusalDelta_Fragment = {
  __typename: 'ChatCompletionRefusalDelta';
  completionId: string;
};

type ToolLoopEvent_ChatCompletionStarted_Fragment = {
  __typename: 'ChatCompletionStarted';
  completionId: string;
};

type ToolLoopEvent_ChatCompletionToolCall_Fragment = {
  __typename: 'ChatCompletionToolCall';
  completionId: string;
};

type ToolLoopEvent_ChatCompletionToolCallDelta_Fragment = {
  __typename: 'ChatCompletionToolCallDelta';
  completionId: string;
};

type ToolLoopEvent_ChatCompletionToolCallStarted_Fragment = {
  __typename: 'ChatCompletionToolCallStarted';
  completionId: string;
};

type ToolLoopEvent_ChatCompletionUnavailable_Fragment = {
  __typename: 'ChatCompletionUnavailable';
  completionId: string;
};

export type ToolLoopEventFragment =
  | ToolLoopEvent_ChatCompletionDelta_Fragment
  | ToolLoopEvent_ChatCompletionDone_Fragment
  | ToolLoopEvent_ChatCompletionFailed_Fragment
  | ToolLoopEvent_ChatCompletionReasoningDelta_Fragment
  | ToolLoopEvent_ChatCompletionRefusalDelta_Fragment
  | ToolLoopEvent_ChatCompletionStarted_Fragment
  | ToolLoopEvent_ChatCompletionToolCall_Fragment
  | ToolLoopEvent_ChatCompletionToolCallDelta_Fragment
  | ToolLoopEvent_ChatCompletionToolCallStarted_Fragment
  | ToolLoopEvent_ChatCompletionUnavailable_Fragment;

export const BoardRowFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'BoardRow' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletion' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'model' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'client' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'keyName' } }],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'timeToFirstTokenMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'durationMs' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'usage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'inputTokens' } },
                { kind: 'Field', name: { kind: 'Name', value: 'outputTokens' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BoardRowFragment, unknown>;
export const ResumableEventFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ResumableEvent' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionEvent' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          { kind: 'Field', name: { kind: 'Name', value: 'completionId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sequence' } },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDelta' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDone' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'completion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionFailed' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionUnavailable' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ResumableEventFragment, unknown>;
export const ToolLoopEventFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ToolLoopEvent' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionEvent' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          { kind: 'Field', name: { kind: 'Name', value: 'completionId' } },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDelta' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDone' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'completion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'toolCalls' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'callId' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'input' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionFailed' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ToolLoopEventFragment, unknown>;
export const ApolloModelsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ApolloModels' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'models' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'edges' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'node' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'isDefault' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ApolloModelsQuery, ApolloModelsQueryVariables>;
export const ApolloChatDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'ApolloChat' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'chatCompletion' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionDelta' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionDone' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'finishReason' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'usage' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'totalTokens' } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionFailed' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'error' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'code' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ApolloChatSubscription, ApolloChatSubscriptionVariables>;
export const UrqlStartDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'UrqlStart' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'startChatCompletion' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletion' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Error' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'code' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UrqlStartMutation, UrqlStartMutationVariables>;
export const UrqlEventsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'UrqlEvents' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'chatCompletionEvents' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionDelta' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionDone' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'finishReason' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'usage' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'totalTokens' } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionFailed' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'error' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'code' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UrqlEventsSubscription, UrqlEventsSubscriptionVariables>;
export const BoardDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Board' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'completions' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'IntValue', value: '20' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'activityCursor' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'edges' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'node' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'FragmentSpread', name: { kind: 'Name', value: 'BoardRow' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'BoardRow' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletion' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'model' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'client' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'keyName' } }],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'timeToFirstTokenMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'durationMs' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'usage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'inputTokens' } },
                { kind: 'Field', name: { kind: 'Name', value: 'outputTokens' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BoardQuery, BoardQueryVariables>;
export const BoardEventsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'BoardEvents' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'activity' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'cursor' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: {
                    kind: 'NamedType',
                    name: { kind: 'Name', value: 'ChatCompletionActivity' },
                  },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'completion' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'FragmentSpread', name: { kind: 'Name', value: 'BoardRow' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'BoardRow' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletion' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'model' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'client' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'keyName' } }],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'timeToFirstTokenMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'durationMs' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'usage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'inputTokens' } },
                { kind: 'Field', name: { kind: 'Name', value: 'outputTokens' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BoardEventsSubscription, BoardEventsSubscriptionVariables>;
export const StreamedDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'Streamed' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'chatCompletion' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'onDisconnect' },
                value: { kind: 'EnumValue', value: 'CONTINUE' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'ResumableEvent' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ResumableEvent' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionEvent' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          { kind: 'Field', name: { kind: 'Name', value: 'completionId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sequence' } },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDelta' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDone' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'completion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionFailed' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionUnavailable' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StreamedSubscription, StreamedSubscriptionVariables>;
export const ResumedDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'Resumed' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'chatCompletionEvents' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'ResumableEvent' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ResumableEvent' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionEvent' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          { kind: 'Field', name: { kind: 'Name', value: 'completionId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sequence' } },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDelta' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDone' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'completion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionFailed' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionUnavailable' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ResumedSubscription, ResumedSubscriptionVariables>;
export const AskWithToolsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'AskWithTools' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'event' },
            name: { kind: 'Name', value: 'chatCompletion' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'ToolLoopEvent' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ToolLoopEvent' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionEvent' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          { kind: 'Field', name: { kind: 'Name', value: 'completionId' } },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDelta' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDone' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'completion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'toolCalls' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'callId' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'input' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionFailed' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AskWithToolsSubscription, AskWithToolsSubscriptionVariables>;
export const GoOnDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'GoOn' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SubmitToolOutputsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'event' },
            name: { kind: 'Name', value: 'submitToolOutputs' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'ToolLoopEvent' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ToolLoopEvent' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChatCompletionEvent' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          { kind: 'Field', name: { kind: 'Name', value: 'completionId' } },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDelta' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'text' } }],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionDone' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'completion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'toolCalls' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'callId' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'input' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'InlineFragment',
            typeCondition: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ChatCompletionFailed' },
            },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'message' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<GoOnSubscription, GoOnSubscriptionVariables>;
