/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Selects the activity of completions that match every given field. Gaps are always included. */
export type ActivityFilter = {
  /** Only those of the API key of this name. */
  keyName?: string | null | undefined;
  /** Only completions that this model answers. The id has no effort suffix. */
  model?: string | null | undefined;
  /** Only those of this program, as in `Client.program`. */
  program?: string | null | undefined;
  /** Only those that this surface started. */
  surface?: Surface | null | undefined;
};

/** What is wrong. More values may be added: show the `message` of those you do not know. */
export type AlertKind =
  /** Less than 1 GiB is free on the disk of `--home`. */
  | 'DISK_LOW'
  /** The engine has not answered for 15 seconds. */
  | 'ENGINE_DOWN'
  /** Codex is no longer logged in, or the service refuses its login. */
  | 'LOGIN_LOST'
  /** 80 % of a quota is used up, or more. */
  | 'QUOTA_80'
  /** 95 % of a quota is used up, or more. */
  | 'QUOTA_95'
  /** At the present rate, a quota is used up before its reset. */
  | 'QUOTA_RUNS_OUT';

/** How urgent it is. */
export type AlertSeverity =
  /** Act now. Requests fail, or are about to fail. */
  | 'CRITICAL'
  /** Act soon. Requests are still answered. */
  | 'WARNING';

/** Some of the tools, which alone the model may call. */
export type AllowedToolsInput = {
  /** Whether the model must call one of them, as for REQUIRED. */
  mustCall?: boolean | null | undefined;
  /** Their names, at least one. */
  tools: Array<string>;
};

/** The form of an answer. */
export type AnswerFormat =
  /** Some JSON object. */
  | 'JSON_OBJECT'
  /** JSON that follows a schema. */
  | 'JSON_SCHEMA'
  /** Prose. */
  | 'TEXT';

/** What to stop. */
export type CancelChatCompletionInput = {
  /** The completion's id, no matter which API started it. */
  id: string;
};

/** Selects completions that match every given field. */
export type ChatCompletionFilter = {
  /** Only those that failed with this, or were cancelled. */
  errorCode?: ErrorCode | null | undefined;
  /** Only those of the API key of this name. */
  keyName?: string | null | undefined;
  /** Only completions that this model answers. The id has no effort suffix. */
  model?: string | null | undefined;
  /** Only those of this program, as in `Client.program`. */
  program?: string | null | undefined;
  /** Only those with one of these statuses. */
  status?: Array<CompletionStatus> | null | undefined;
  /** Only those that this surface started. */
  surface?: Surface | null | undefined;
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

/** The order of a list of completions. */
export type CompletionOrder =
  /** The one with the largest `durationMs` first. */
  | 'LONGEST'
  /** The newest first. */
  | 'NEWEST';

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

/** Where conversations are kept. */
export type ConversationStoreMode =
  /** In a file below `--home`. */
  | 'DISK'
  /** In memory, until the gateway ends. */
  | 'MEMORY'
  /** Nowhere: nothing is kept. */
  | 'OFF';

/** What a conversation begins with. */
export type CreateConversationInput = {
  /** What was said before, oldest first. Default: nothing. */
  messages?: Array<MessageInput> | null | undefined;
  /** Up to 16 strings by name, for the client itself. A name has at most 64 characters, a string 512. */
  metadata?: object | null | undefined;
  /** Its title, 1 to 200 characters. Default: the beginning of its first message. */
  title?: string | null | undefined;
};

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

/** What to delete. */
export type DeleteConversationInput = {
  /** The conversation's ID. */
  id: string;
};

/** How serious a finding is. */
export type DiagnosticStatus =
  /** Requests get no answer, or the next start fails. */
  | 'FAILED'
  /** Nothing to do. */
  | 'OK'
  /** It works, but perhaps not for long, or not as intended. */
  | 'WARNING';

/** An engine, which gives the answers. */
export type EngineName =
  /** The supervised `codex app-server`. */
  | 'APP_SERVER'
  /** The Responses API, without Codex between. */
  | 'DIRECT';

/** What the service refuses from the direct engine. */
export type EngineRefusalKind =
  /** All direct requests from this machine. */
  | 'BLOCKED'
  /** Requests for a model. */
  | 'MODEL'
  /** Requests with a parameter. */
  | 'PARAMETER';

/** State of the engine. */
export type EngineState =
  /** It takes requests. */
  | 'READY'
  /** It has died and is being started again. */
  | 'RESTARTING'
  /** It is coming up; requests wait for it. */
  | 'STARTING'
  /** It has stopped; the gateway is shutting down. */
  | 'STOPPED'
  /** It has not answered for 5 s. If it stays silent, it is killed and restarted. */
  | 'UNRESPONSIVE';

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

/** Where to fork a conversation. */
export type ForkConversationInput = {
  /** Of the new conversation, 1 to 200 characters. Default: that of the other one. */
  title?: string | null | undefined;
  /** The last turn that is taken over: its ID, or that of its completion. */
  turnId: string;
};

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

/** How far an item has come. */
export type ItemStatus =
  /** It is whole. */
  | 'COMPLETED'
  /** The answer was cut or failed before it was whole. */
  | 'INCOMPLETE'
  /** The model is writing it. */
  | 'IN_PROGRESS';

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

/** Status of a login. */
export type LoginStatus =
  /** It was approved, and Codex is logged in. */
  | 'COMPLETED'
  /** It failed; `error` says why. */
  | 'FAILED'
  /** It waits for somebody to approve it. */
  | 'PENDING';

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

/** What happens to a completion when the subscription that started it ends. */
export type OnDisconnect =
  /** Unsubscribing, or losing the connection, cancels it. */
  | 'CANCEL'
  /** It runs on, and `chatCompletionEvents(id, after)` takes it up again; `cancelChatCompletion` stops it. One whose subscription goes before it has started is not started. */
  | 'CONTINUE';

/** Which of the two windows of a limit it is. */
export type QuotaWindowKind =
  /** The shorter one, of some hours. */
  | 'PRIMARY'
  /** The longer one, of a week for instance. */
  | 'SECONDARY';

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

/** What to rename, and how. */
export type RenameConversationInput = {
  /** The conversation's ID. */
  id: string;
  /** Its new title, 1 to 200 characters. */
  title: string;
};

/** Whether the model was to call tools. */
export type RequestedToolChoice =
  /** As it sees fit. */
  | 'AUTO'
  /** Not at all. */
  | 'NONE'
  /** At least one. */
  | 'REQUIRED';

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

/** What to say in a conversation, and how to answer. */
export type SendMessageInput = {
  /** Whether one answer may hold several calls. No effect without tools. */
  allowParallelToolCalls?: boolean | null | undefined;
  /** What the user says. A single part needs no brackets: `content: { text: "Hi" }`. Required unless there are `toolOutputs`. */
  content?: Array<ContentPartInput> | null | undefined;
  /** The conversation to continue. Default: a new one. */
  conversationId?: string | null | undefined;
  /** How hard the model thinks: one of its `efforts`. Each of `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, `max`, `ultra` is accepted; a model without it uses the next weaker one. An effort suffix of the model's name takes precedence. Default: the model's own. */
  effort?: string | null | undefined;
  /** A name for this input, chosen by the client: sent again with the same input, it gives the same completion, running or ended, from its start. 1 to 255 characters. Another input under it is refused with `IDEMPOTENCY_KEY_REUSED`. The completion outlives its last client by 60 seconds, and keeps the key as long as the gateway keeps the completion. A failure before the first token frees the key. */
  idempotencyKey?: string | null | undefined;
  /** Instructions for this answer alone. They are not kept: the next message needs them again. */
  instructions?: string | null | undefined;
  /** The answer ends after so many tokens, 1 at least. With an API key or a custom provider, the direct engine has the service count them, reasoning included. Otherwise, and below 16, the gateway counts those of the text, with the tokenizer of the model's family. */
  maxOutputTokens?: number | null | undefined;
  /** Id of a model, optionally with an effort suffix (`gpt-5.5-high`). Default: that of the conversation's last turn; in a new conversation the model whose `isDefault` is true. */
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
  /** How random the choice of tokens is, 0 to 2. Named in `unmet` where the login does not take it. Default: 1. */
  temperature?: number | null | undefined;
  /** Whether the model must call a tool, and which. Default: AUTO. */
  toolChoice?: ToolChoiceInput | null | undefined;
  /** Where the last answer called tools, one output for each call, in any order. They come before `content`. */
  toolOutputs?: Array<ToolOutputInput> | null | undefined;
  /** What the model may call; the client runs it. At most 128, no two of one name in one namespace. */
  tools?: Array<ToolInput> | null | undefined;
  /** The share of the likeliest tokens to choose from, 0 to 1. Named in `unmet` where the login does not take it. Default: 1. */
  topP?: number | null | undefined;
  /** How much the model writes. Default: the service's. */
  verbosity?: Verbosity | null | undefined;
  /** Lets the model use the service's web search. Refused where the engine has no such option. Default: it cannot search. */
  webSearch?: WebSearchInput | null | undefined;
};

/** Where the value of a setting comes from. */
export type SettingSource =
  /** Nobody set it. */
  | 'DEFAULT'
  /** The config file. */
  | 'FILE'
  /** The command line. */
  | 'FLAG'
  /** An environment variable. */
  | 'VARIABLE';

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

/** The API that a completion came from. More values may come; until your client knows them, treat them as `OTHER`. */
export type Surface =
  /** OpenAI's Chat Completions, `/v1/chat/completions`. */
  | 'CHAT_COMPLETIONS'
  /** OpenAI's legacy Completions, `/v1/completions`. */
  | 'COMPLETIONS'
  /** This GraphQL API. */
  | 'GRAPHQL'
  /** Anthropic's Messages. */
  | 'MESSAGES'
  /** Ollama's native API. */
  | 'OLLAMA'
  /** An API that this version has no value for; `surfaceName` has its name. As a filter, it finds the completions of all such APIs. */
  | 'OTHER'
  /** OpenAI's Responses. */
  | 'RESPONSES'
  /** Chat Completions or Completions, in records of version 0.1, which does not tell them apart. As a filter, it finds these records and all of `CHAT_COMPLETIONS` and `COMPLETIONS`. */
  | 'REST';

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

/** Status of a turn. */
export type TurnStatus =
  /** It was stopped, or its client left. */
  | 'CANCELLED'
  /** The answer is whole. */
  | 'COMPLETED'
  /** It ended in an error; `error` says which. */
  | 'FAILED'
  /** The answer was cut: `incompleteReason` says why. */
  | 'INCOMPLETE'
  /** The model is answering. */
  | 'IN_PROGRESS'
  /** It waits for its place. */
  | 'QUEUED';

/** What totals can be grouped by. */
export type UsageDimension =
  /** The reasoning effort. */
  | 'EFFORT'
  /** What completions failed with. */
  | 'ERROR_CODE'
  /** The API key. */
  | 'KEY'
  /** The model. */
  | 'MODEL'
  /** The program, as in `Client.program`. */
  | 'PROGRAM'
  /** How completions ended. */
  | 'STATUS'
  /** The surface. */
  | 'SURFACE';

/** Which completions are meant. What is left out does not matter. */
export type UsageFilter = {
  /** Those with this reasoning effort. */
  effort?: string | null | undefined;
  /** Those that failed with this. */
  errorCode?: ErrorCode | null | undefined;
  /** Those of the API key with this name. */
  keyName?: string | null | undefined;
  /** Those of the model with this id. */
  model?: string | null | undefined;
  /** Those of this program, as in `Client.program`. */
  program?: string | null | undefined;
  /** Those that ended like this. */
  status?: CompletionStatus | null | undefined;
  /** Those of this surface. */
  surface?: Surface | null | undefined;
};

/** How long a bucket is. */
export type UsageGranularity =
  /** A day, from midnight to midnight in `timeZone`. It is made of the whole UTC hours that begin in it: where midnight is within an hour, as in India, that hour counts in the day in which it begins. */
  | 'DAY'
  /** An hour. */
  | 'HOUR'
  /** A minute. For the last 3 hours only. */
  | 'MINUTE';

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

export type FollowAccountSubscriptionVariables = Exact<{ [key: string]: never }>;

export type FollowAccountSubscription = {
  account:
    | {
        __typename: 'AccountLoginCompleted';
        account: {
          id: string;
          isReady: boolean;
          isLoginRequired: boolean;
          method: string | null;
          email: string | null;
          plan: string | null;
          quota: Array<{
            kind: QuotaWindowKind;
            limitId: string;
            usedPercent: number;
            resetsAt: string | null;
            windowMinutes: number | null;
            observedAt: string;
            exhaustedAt: string | null;
          }> | null;
          credits: { hasCredits: boolean; isUnlimited: boolean; balance: string | null } | null;
          pendingLogin: {
            id: string;
            status: LoginStatus;
            userCode: string;
            verificationUrl: string;
            expiresAt: string;
          } | null;
        };
      }
    | {
        __typename: 'AccountLoginFailed';
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
        account: {
          id: string;
          isReady: boolean;
          isLoginRequired: boolean;
          method: string | null;
          email: string | null;
          plan: string | null;
          quota: Array<{
            kind: QuotaWindowKind;
            limitId: string;
            usedPercent: number;
            resetsAt: string | null;
            windowMinutes: number | null;
            observedAt: string;
            exhaustedAt: string | null;
          }> | null;
          credits: { hasCredits: boolean; isUnlimited: boolean; balance: string | null } | null;
          pendingLogin: {
            id: string;
            status: LoginStatus;
            userCode: string;
            verificationUrl: string;
            expiresAt: string;
          } | null;
        };
      }
    | {
        __typename: 'AccountLoginStarted';
        account: {
          id: string;
          isReady: boolean;
          isLoginRequired: boolean;
          method: string | null;
          email: string | null;
          plan: string | null;
          quota: Array<{
            kind: QuotaWindowKind;
            limitId: string;
            usedPercent: number;
            resetsAt: string | null;
            windowMinutes: number | null;
            observedAt: string;
            exhaustedAt: string | null;
          }> | null;
          credits: { hasCredits: boolean; isUnlimited: boolean; balance: string | null } | null;
          pendingLogin: {
            id: string;
            status: LoginStatus;
            userCode: string;
            verificationUrl: string;
            expiresAt: string;
          } | null;
        };
      }
    | {
        __typename: 'AccountUpdated';
        account: {
          id: string;
          isReady: boolean;
          isLoginRequired: boolean;
          method: string | null;
          email: string | null;
          plan: string | null;
          quota: Array<{
            kind: QuotaWindowKind;
            limitId: string;
            usedPercent: number;
            resetsAt: string | null;
            windowMinutes: number | null;
            observedAt: string;
            exhaustedAt: string | null;
          }> | null;
          credits: { hasCredits: boolean; isUnlimited: boolean; balance: string | null } | null;
          pendingLogin: {
            id: string;
            status: LoginStatus;
            userCode: string;
            verificationUrl: string;
            expiresAt: string;
          } | null;
        };
      };
};

export type LogInMutationVariables = Exact<{ [key: string]: never }>;

export type LogInMutation = {
  startLogin:
    | {
        __typename: 'Login';
        id: string;
        verificationUrl: string;
        userCode: string;
        expiresAt: string;
      }
    | { __typename: 'LoginFailedError'; code: ErrorCode; message: string }
    | { __typename: 'LoginNotNeededError'; code: ErrorCode; message: string }
    | { __typename: 'NotPermittedError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type ReadQuotaHistoryQueryVariables = Exact<{
  hours?: number;
}>;

export type ReadQuotaHistoryQuery = {
  quotaHistory: Array<{
    limitId: string;
    kind: QuotaWindowKind;
    windowMinutes: number | null;
    usedPercent: number;
    resetsAt: string | null;
    observedAt: string;
  }>;
};

export type ReportUsageQueryVariables = Exact<{
  granularity?: UsageGranularity | null | undefined;
  timeZone?: string | null | undefined;
  groupBy?: Array<UsageDimension> | UsageDimension | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;

export type ReportUsageQuery = {
  usage: {
    from: string;
    to: string;
    retentionDays: number;
    totals: {
      completions: number;
      failed: number;
      cancelled: number;
      totalTokens: number;
      firstTokenMsP50: number | null;
      firstTokenMsP95: number | null;
      durationMsP95: number | null;
      meanQueuedMs: number | null;
      estimatedCostUsd: number | null;
      unpricedCompletions: number;
    };
    buckets: Array<{
      start: string;
      model: string | null;
      program: string | null;
      totals: {
        completions: number;
        inputTokens: number;
        cachedInputTokens: number;
        outputTokens: number;
        reasoningOutputTokens: number;
      };
    }>;
  };
  completionRecords: {
    edges: Array<{
      node: {
        id: string;
        status: CompletionStatus;
        model: string;
        surface: Surface;
        endedAt: string;
        client: { keyName: string | null; program: string | null; userAgent: string | null };
        usage: { totalTokens: number } | null;
      };
    }>;
  };
};

export type ListCompletionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ChatCompletionFilter | null | undefined;
}>;

export type ListCompletionsQuery = {
  completions: {
    totalCount: number;
    activityCursor: string;
    edges: Array<{
      node: {
        id: string;
        status: CompletionStatus;
        model: string;
        effort: string | null;
        surface: Surface;
        createdAt: string;
        queuedMs: number;
        timeToFirstTokenMs: number | null;
        durationMs: number;
        client: { keyName: string | null; program: string | null; userAgent: string | null };
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
        } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type FindCompletionsQueryVariables = Exact<{
  search?: string | null | undefined;
  orderBy?: CompletionOrder | null | undefined;
}>;

export type FindCompletionsQuery = {
  completions: {
    totalCount: number;
    edges: Array<{
      node: {
        textLength: number;
        outputTokensSoFar: number | null;
        completionId: string;
        requestId: string | null;
        status: CompletionStatus;
        model: string;
        effort: string | null;
        surface: Surface;
        createdAt: string;
        endedAt: string | null;
        queuedMs: number;
        timeToFirstTokenMs: number | null;
        durationMs: number;
        errorCode: ErrorCode | null;
        conversationId: string | null;
        client: { keyName: string | null; program: string | null };
        request: {
          messageCount: number;
          toolNames: Array<string>;
          responseFormat: AnswerFormat;
        } | null;
      };
    }>;
  };
  completionRecords: {
    totalCount: number;
    edges: Array<{
      node: {
        completionId: string;
        requestId: string | null;
        status: CompletionStatus;
        model: string;
        effort: string | null;
        surface: Surface;
        createdAt: string;
        endedAt: string;
        queuedMs: number | null;
        timeToFirstTokenMs: number | null;
        durationMs: number;
        errorCode: ErrorCode | null;
        conversationId: string | null;
        client: { keyName: string | null; program: string | null };
        request: {
          messageCount: number;
          toolNames: Array<string>;
          responseFormat: AnswerFormat;
        } | null;
      };
    }>;
  };
};

type FoundRow_ChatCompletion_Fragment = {
  completionId: string;
  requestId: string | null;
  status: CompletionStatus;
  model: string;
  effort: string | null;
  surface: Surface;
  createdAt: string;
  endedAt: string | null;
  queuedMs: number;
  timeToFirstTokenMs: number | null;
  durationMs: number;
  errorCode: ErrorCode | null;
  conversationId: string | null;
  client: { keyName: string | null; program: string | null };
  request: { messageCount: number; toolNames: Array<string>; responseFormat: AnswerFormat } | null;
};

type FoundRow_CompletionRecord_Fragment = {
  completionId: string;
  requestId: string | null;
  status: CompletionStatus;
  model: string;
  effort: string | null;
  surface: Surface;
  createdAt: string;
  endedAt: string;
  queuedMs: number | null;
  timeToFirstTokenMs: number | null;
  durationMs: number;
  errorCode: ErrorCode | null;
  conversationId: string | null;
  client: { keyName: string | null; program: string | null };
  request: { messageCount: number; toolNames: Array<string>; responseFormat: AnswerFormat } | null;
};

export type FoundRowFragment =
  | FoundRow_ChatCompletion_Fragment
  | FoundRow_CompletionRecord_Fragment;

export type WatchActivitySubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: ActivityFilter | null | undefined;
  withProgress?: boolean | null | undefined;
}>;

export type WatchActivitySubscription = {
  activity:
    | {
        __typename: 'ActivityCancelled';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityFailed';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityFinished';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityFirstToken';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | { __typename: 'ActivityGap'; hasRestarted: boolean; at: string; cursor: string }
    | {
        __typename: 'ActivityProgress';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityQueued';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityStarted';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | { __typename: 'ActivitySubscribed'; at: string; cursor: string }
    | {
        __typename: 'ActivityToolCall';
        at: string;
        cursor: string;
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          queuePosition: number | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          outputTokensSoFar: number | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
        toolCall: { name: string };
      };
};

export type StopAllMutationVariables = Exact<{
  filter: ChatCompletionFilter;
}>;

export type StopAllMutation = { cancelChatCompletions: { count: number } };

export type StartAnswerMutationVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type StartAnswerMutation = {
  startChatCompletion:
    | { __typename: 'CancelledError'; code: ErrorCode; message: string }
    | { __typename: 'ChatCompletion'; id: string; status: CompletionStatus; createdAt: string }
    | { __typename: 'InvalidRequestError'; code: ErrorCode; message: string }
    | { __typename: 'LoginRequiredError'; code: ErrorCode; message: string }
    | { __typename: 'ModelNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'StoreOffError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type WatchAnswerSubscriptionVariables = Exact<{
  id: string;
  after?: number | null | undefined;
}>;

export type WatchAnswerSubscription = {
  chatCompletionEvents:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        completion: { text: string; surface: Surface };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
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
      };
};

export type ReadAnswerQueryVariables = Exact<{
  id: string;
}>;

export type ReadAnswerQuery = {
  chatCompletion: {
    id: string;
    status: CompletionStatus;
    text: string;
    lastSequence: number;
    finishReason: FinishReason | null;
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
      | { code: ErrorCode; message: string }
      | null;
  } | null;
};

export type CancelAnswerMutationVariables = Exact<{
  input: CancelChatCompletionInput;
}>;

export type CancelAnswerMutation = {
  cancelChatCompletion:
    | { __typename: 'ChatCompletion'; id: string; status: CompletionStatus; text: string }
    | { __typename: 'CompletionNotFoundError'; code: ErrorCode; message: string };
};

export type StreamAnswerSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type StreamAnswerSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
        } | null;
        completion: { text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
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
    | {
        __typename: 'ChatCompletionReasoningDelta';
        summaryIndex: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCall'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionUnavailable'; completionId: string; sequence: number };
};

export type GetAnswerMutationVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type GetAnswerMutation = {
  chatCompletion:
    | { __typename: 'CancelledError'; code: ErrorCode; message: string }
    | {
        __typename: 'ChatCompletion';
        id: string;
        model: string;
        effort: string | null;
        text: string;
        finishReason: FinishReason | null;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
        } | null;
      }
    | { __typename: 'InvalidRequestError'; code: ErrorCode; message: string }
    | { __typename: 'LoginRequiredError'; code: ErrorCode; message: string }
    | { __typename: 'ModelNotFoundError'; code: ErrorCode; message: string }
    | {
        __typename: 'RateLimitedError';
        code: ErrorCode;
        message: string;
        retryAfterMs: number | null;
      }
    | { __typename: 'StoreOffError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type GetJsonMutationVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type GetJsonMutation = {
  chatCompletion:
    | { __typename: 'CancelledError'; code: ErrorCode; message: string }
    | { __typename: 'ChatCompletion'; text: string; finishReason: FinishReason | null }
    | { __typename: 'InvalidRequestError'; param: string | null; code: ErrorCode; message: string }
    | { __typename: 'LoginRequiredError'; code: ErrorCode; message: string }
    | { __typename: 'ModelNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'StoreOffError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type CallToolSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type CallToolSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        completion: { toolCalls: Array<{ callId: string; name: string; input: string }> };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
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
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionToolCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionToolCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionToolCallStarted';
        index: number;
        callId: string;
        name: string;
        completionId: string;
        sequence: number;
      }
    | { __typename: 'ChatCompletionUnavailable'; completionId: string; sequence: number };
};

export type SendToolOutputsSubscriptionVariables = Exact<{
  input: SubmitToolOutputsInput;
}>;

export type SendToolOutputsSubscription = {
  submitToolOutputs:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        completion: { text: string; previousId: string | null };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
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
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionToolCall';
        completionId: string;
        sequence: number;
        toolCall: { callId: string; name: string; input: string };
      }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionUnavailable'; completionId: string; sequence: number };
};

export type BeginConversationMutationVariables = Exact<{
  input: SendMessageInput;
}>;

export type BeginConversationMutation = {
  sendMessage:
    | { __typename: 'CancelledError'; code: ErrorCode; message: string }
    | { __typename: 'ConversationLockedError'; code: ErrorCode; message: string }
    | { __typename: 'ConversationNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'InvalidRequestError'; code: ErrorCode; message: string }
    | { __typename: 'LoginRequiredError'; code: ErrorCode; message: string }
    | { __typename: 'ModelNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | {
        __typename: 'SentMessage';
        completion: { id: string; status: CompletionStatus };
        conversation: { id: string; title: string };
      }
    | { __typename: 'StoreOffError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type ContinueConversationSubscriptionVariables = Exact<{
  input: SendMessageInput;
}>;

export type ContinueConversationSubscription = {
  sendMessage:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        completion: { text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
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
    | { __typename: 'ChatCompletionReasoningDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionRefusalDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCall'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallDelta'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionToolCallStarted'; completionId: string; sequence: number }
    | { __typename: 'ChatCompletionUnavailable'; completionId: string; sequence: number };
};

export type ListConversationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;

export type ListConversationsQuery = {
  conversations: {
    edges: Array<{
      node: {
        id: string;
        title: string;
        createdAt: string;
        usedAt: string;
        lastTurnId: string | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ReadConversationQueryVariables = Exact<{
  id: string;
}>;

export type ReadConversationQuery = {
  conversation: {
    id: string;
    title: string;
    turns: {
      edges: Array<{
        node: {
          id: string;
          completionId: string;
          status: TurnStatus;
          surface: Surface;
          model: string;
          input: Array<
            | { __typename: 'HostedItem'; itemId: string }
            | {
                __typename: 'MessageItem';
                role: string;
                itemId: string;
                parts: Array<{ text: string } | Record<PropertyKey, never>>;
              }
            | { __typename: 'ReasoningItem'; summary: Array<string>; itemId: string }
            | {
                __typename: 'ToolCallItem';
                itemId: string;
                toolCall: { callId: string; name: string; input: string };
              }
            | { __typename: 'ToolOutputItem'; itemId: string }
          >;
          output: Array<
            | { __typename: 'HostedItem'; itemId: string }
            | {
                __typename: 'MessageItem';
                role: string;
                itemId: string;
                parts: Array<{ text: string } | Record<PropertyKey, never>>;
              }
            | { __typename: 'ReasoningItem'; summary: Array<string>; itemId: string }
            | {
                __typename: 'ToolCallItem';
                itemId: string;
                toolCall: { callId: string; name: string; input: string };
              }
            | { __typename: 'ToolOutputItem'; itemId: string }
          >;
        };
      }>;
    };
  } | null;
};

type Said_HostedItem_Fragment = { __typename: 'HostedItem'; itemId: string };

type Said_MessageItem_Fragment = {
  __typename: 'MessageItem';
  role: string;
  itemId: string;
  parts: Array<{ text: string } | Record<PropertyKey, never>>;
};

type Said_ReasoningItem_Fragment = {
  __typename: 'ReasoningItem';
  summary: Array<string>;
  itemId: string;
};

type Said_ToolCallItem_Fragment = {
  __typename: 'ToolCallItem';
  itemId: string;
  toolCall: { callId: string; name: string; input: string };
};

type Said_ToolOutputItem_Fragment = { __typename: 'ToolOutputItem'; itemId: string };

export type SaidFragment =
  | Said_HostedItem_Fragment
  | Said_MessageItem_Fragment
  | Said_ReasoningItem_Fragment
  | Said_ToolCallItem_Fragment
  | Said_ToolOutputItem_Fragment;

export type WatchConversationSubscriptionVariables = Exact<{
  id: string;
}>;

export type WatchConversationSubscription = {
  conversation:
    | { __typename: 'ConversationChanged'; conversation: { title: string } }
    | { __typename: 'ConversationDeleted' }
    | {
        __typename: 'ConversationState';
        conversation: { title: string; lastTurnId: string | null };
      }
    | { __typename: 'ConversationTurnEnded'; turn: { completionId: string; status: TurnStatus } }
    | { __typename: 'ConversationTurnStarted'; turn: { completionId: string; surface: Surface } }
    | {
        __typename: 'ConversationUnavailable';
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
      };
};

export type DeleteConversationMutationVariables = Exact<{
  input: DeleteConversationInput;
}>;

export type DeleteConversationMutation = {
  deleteConversation:
    | { __typename: 'ConversationNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'DeletedConversation'; conversationId: string };
};

export type ListModelsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;

export type ListModelsQuery = {
  models: {
    edges: Array<{
      node: {
        id: string;
        displayName: string;
        description: string;
        isDefault: boolean;
        defaultEffort: string | null;
        inputModalities: Array<string>;
        contextWindow: number | null;
        efforts: Array<{ effort: string }>;
        serviceTiers: Array<{ tier: string; name: string }>;
      };
    }>;
  };
};

export type ReadViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ReadViewerQuery = {
  fallbackModel: string | null;
  viewer: {
    keyName: string | null;
    seesAll: boolean;
    isKeyRequired: boolean;
    mayChangeLogin: boolean;
  };
  keys: Array<{ name: string; seesAll: boolean }>;
};

export type DiagnoseQueryVariables = Exact<{ [key: string]: never }>;

export type DiagnoseQuery = {
  diagnostics: {
    checkedAt: string;
    status: DiagnosticStatus;
    findings: Array<{
      check: string;
      status: DiagnosticStatus;
      title: string;
      detail: string;
      remedy: string | null;
    }>;
  };
};

export type ListSettingsQueryVariables = Exact<{ [key: string]: never }>;

export type ListSettingsQuery = {
  settings: Array<{
    group: string;
    name: string;
    variable: string;
    value: string | null;
    source: SettingSource;
    isSecret: boolean;
    description: string;
  }>;
};

export type ListAlertsQueryVariables = Exact<{ [key: string]: never }>;

export type ListAlertsQuery = {
  alerts: Array<{
    alertId: string;
    kind: AlertKind;
    severity: AlertSeverity;
    subject: string | null;
    message: string;
    remedy: string;
    since: string;
  }>;
};

export type CheckHealthQueryVariables = Exact<{ [key: string]: never }>;

export type CheckHealthQuery = {
  version: string;
  health: {
    id: string;
    isReady: boolean;
    parkedTurns: number;
    warmThreads: number | null;
    keptThreads: number | null;
    loadedThreads: number | null;
    startedAt: string;
    isDemo: boolean;
    baseUrl: string;
    memoryBytes: number | null;
    eventLoopDelayMsP99: number | null;
    engine: {
      id: string;
      name: EngineName;
      reason: string;
      state: EngineState;
      version: string;
      activeTurns: number;
      fallbacks: Array<{
        kind: EngineRefusalKind;
        subject: string | null;
        reason: string;
        since: string;
      }>;
    };
    queue: { id: string; queuedTurns: number; maxTurns: number; longestWaitMs: number };
    store: {
      mode: ConversationStoreMode;
      conversations: number;
      bytes: number;
      oldestAt: string | null;
    };
    usage: { retentionDays: number; bytes: number; oldestAt: string | null } | null;
  };
};

export type AccountQueryVariables = Exact<{ [key: string]: never }>;

export type AccountQuery = {
  account: {
    isReady: boolean;
    method: string | null;
    isLoginRequired: boolean;
    email: string | null;
    plan: string | null;
    quota: Array<{
      limitId: string;
      kind: QuotaWindowKind;
      usedPercent: number;
      windowMinutes: number | null;
      resetsAt: string | null;
    }> | null;
    pendingLogin: { id: string } | null;
  };
};

export type StartLoginMutationVariables = Exact<{ [key: string]: never }>;

export type StartLoginMutation = {
  startLogin:
    | {
        __typename: 'Login';
        id: string;
        verificationUrl: string;
        userCode: string;
        createdAt: string;
        expiresAt: string;
        status: LoginStatus;
        error:
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | null;
      }
    | { __typename: 'LoginFailedError'; code: ErrorCode; message: string }
    | { __typename: 'LoginNotNeededError'; code: ErrorCode; message: string }
    | { __typename: 'NotPermittedError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type CancelLoginMutationVariables = Exact<{
  id: string;
}>;

export type CancelLoginMutation = {
  cancelLogin:
    | {
        __typename: 'Login';
        id: string;
        verificationUrl: string;
        userCode: string;
        createdAt: string;
        expiresAt: string;
        status: LoginStatus;
        error:
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | null;
      }
    | { __typename: 'LoginNotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'NotPermittedError'; code: ErrorCode; message: string };
};

export type LogoutMutationVariables = Exact<{ [key: string]: never }>;

export type LogoutMutation = {
  logout:
    | {
        __typename: 'Account';
        isReady: boolean;
        method: string | null;
        isLoginRequired: boolean;
        email: string | null;
        plan: string | null;
        quota: Array<{
          limitId: string;
          kind: QuotaWindowKind;
          usedPercent: number;
          windowMinutes: number | null;
          resetsAt: string | null;
        }> | null;
        pendingLogin: { id: string } | null;
      }
    | { __typename: 'LoginNotNeededError'; code: ErrorCode; message: string }
    | { __typename: 'NotPermittedError'; code: ErrorCode; message: string }
    | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
};

export type WatchAccountSubscriptionVariables = Exact<{ [key: string]: never }>;

export type WatchAccountSubscription = {
  account:
    | {
        __typename: 'AccountLoginCompleted';
        login: {
          id: string;
          verificationUrl: string;
          userCode: string;
          createdAt: string;
          expiresAt: string;
          status: LoginStatus;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
        account: {
          isReady: boolean;
          method: string | null;
          isLoginRequired: boolean;
          email: string | null;
          plan: string | null;
          quota: Array<{
            limitId: string;
            kind: QuotaWindowKind;
            usedPercent: number;
            windowMinutes: number | null;
            resetsAt: string | null;
          }> | null;
          pendingLogin: { id: string } | null;
        };
      }
    | {
        __typename: 'AccountLoginFailed';
        login: {
          id: string;
          verificationUrl: string;
          userCode: string;
          createdAt: string;
          expiresAt: string;
          status: LoginStatus;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
        error:
          | { __typename: 'CancelledError'; code: ErrorCode; message: string }
          | { __typename: 'CompletionNotFoundError'; code: ErrorCode; message: string }
          | { __typename: 'ConversationLockedError'; code: ErrorCode; message: string }
          | { __typename: 'ConversationNotFoundError'; code: ErrorCode; message: string }
          | { __typename: 'InvalidRequestError'; code: ErrorCode; message: string }
          | { __typename: 'LoginFailedError'; code: ErrorCode; message: string }
          | { __typename: 'LoginNotFoundError'; code: ErrorCode; message: string }
          | { __typename: 'LoginNotNeededError'; code: ErrorCode; message: string }
          | { __typename: 'LoginRequiredError'; code: ErrorCode; message: string }
          | { __typename: 'ModelNotFoundError'; code: ErrorCode; message: string }
          | { __typename: 'NotPermittedError'; code: ErrorCode; message: string }
          | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
          | { __typename: 'StoreOffError'; code: ErrorCode; message: string }
          | { __typename: 'StreamGapError'; code: ErrorCode; message: string }
          | { __typename: 'TurnNotFoundError'; code: ErrorCode; message: string }
          | { __typename: 'UpstreamError'; code: ErrorCode; message: string };
        account: {
          isReady: boolean;
          method: string | null;
          isLoginRequired: boolean;
          email: string | null;
          plan: string | null;
          quota: Array<{
            limitId: string;
            kind: QuotaWindowKind;
            usedPercent: number;
            windowMinutes: number | null;
            resetsAt: string | null;
          }> | null;
          pendingLogin: { id: string } | null;
        };
      }
    | {
        __typename: 'AccountLoginStarted';
        login: {
          id: string;
          verificationUrl: string;
          userCode: string;
          createdAt: string;
          expiresAt: string;
          status: LoginStatus;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
        account: {
          isReady: boolean;
          method: string | null;
          isLoginRequired: boolean;
          email: string | null;
          plan: string | null;
          quota: Array<{
            limitId: string;
            kind: QuotaWindowKind;
            usedPercent: number;
            windowMinutes: number | null;
            resetsAt: string | null;
          }> | null;
          pendingLogin: { id: string } | null;
        };
      }
    | {
        __typename: 'AccountUpdated';
        account: {
          isReady: boolean;
          method: string | null;
          isLoginRequired: boolean;
          email: string | null;
          plan: string | null;
          quota: Array<{
            limitId: string;
            kind: QuotaWindowKind;
            usedPercent: number;
            windowMinutes: number | null;
            resetsAt: string | null;
          }> | null;
          pendingLogin: { id: string } | null;
        };
      };
};

export type WatchHealthSubscriptionVariables = Exact<{ [key: string]: never }>;

export type WatchHealthSubscription = {
  health: {
    isReady: boolean;
    parkedTurns: number;
    loadedThreads: number | null;
    engine: { state: EngineState; activeTurns: number };
    account: { isReady: boolean };
    queue: { maxTurns: number; queuedTurns: number };
  };
};

export type AccountFieldsFragment = {
  isReady: boolean;
  method: string | null;
  isLoginRequired: boolean;
  email: string | null;
  plan: string | null;
  quota: Array<{
    limitId: string;
    kind: QuotaWindowKind;
    usedPercent: number;
    windowMinutes: number | null;
    resetsAt: string | null;
  }> | null;
  pendingLogin: { id: string } | null;
};

export type LoginFieldsFragment = {
  id: string;
  verificationUrl: string;
  userCode: string;
  createdAt: string;
  expiresAt: string;
  status: LoginStatus;
  error:
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | null;
};

export type QuotaQueryVariables = Exact<{ [key: string]: never }>;

export type QuotaQuery = {
  account: {
    quota: Array<{
      usedPercent: number;
      resetsAt: string | null;
      observedAt: string;
      exhaustedAt: string | null;
    }> | null;
    credits: { hasCredits: boolean; isUnlimited: boolean; balance: string | null } | null;
  };
};

export type FollowAlertsSubscriptionVariables = Exact<{ [key: string]: never }>;

export type FollowAlertsSubscription = {
  alerts: Array<{
    alertId: string;
    kind: AlertKind;
    severity: AlertSeverity;
    subject: string | null;
    message: string;
  }>;
};

export type BoardQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ChatCompletionFilter | null | undefined;
}>;

export type BoardQuery = {
  completions: {
    totalCount: number;
    activityCursor: string;
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        model: string;
        surface: Surface;
        status: CompletionStatus;
        createdAt: string;
        firstTokenAt: string | null;
        endedAt: string | null;
        timeToFirstTokenMs: number | null;
        durationMs: number;
        finishReason: FinishReason | null;
        client: { keyName: string | null; program: string | null; userAgent: string | null };
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        error:
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | { code: ErrorCode }
          | null;
      };
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type LiveBoardSubscriptionVariables = Exact<{
  filter?: ActivityFilter | null | undefined;
  after?: string | null | undefined;
}>;

export type LiveBoardSubscription = {
  activity:
    | {
        __typename: 'ActivityCancelled';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityFailed';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityFinished';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityFirstToken';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | { __typename: 'ActivityGap'; hasRestarted: boolean; at: string; cursor: string }
    | {
        __typename: 'ActivityProgress';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityQueued';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | {
        __typename: 'ActivityStarted';
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
      }
    | { __typename: 'ActivitySubscribed'; at: string; cursor: string }
    | {
        __typename: 'ActivityToolCall';
        index: number;
        at: string;
        cursor: string;
        completion: {
          id: string;
          model: string;
          surface: Surface;
          status: CompletionStatus;
          createdAt: string;
          firstTokenAt: string | null;
          endedAt: string | null;
          timeToFirstTokenMs: number | null;
          durationMs: number;
          finishReason: FinishReason | null;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            cacheWriteInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            totalTokens: number;
          } | null;
          error:
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | { code: ErrorCode }
            | null;
        };
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      };
};

type BoardEvent_ActivityCancelled_Fragment = {
  __typename: 'ActivityCancelled';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivityFailed_Fragment = {
  __typename: 'ActivityFailed';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivityFinished_Fragment = {
  __typename: 'ActivityFinished';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivityFirstToken_Fragment = {
  __typename: 'ActivityFirstToken';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivityGap_Fragment = {
  __typename: 'ActivityGap';
  hasRestarted: boolean;
  at: string;
  cursor: string;
};

type BoardEvent_ActivityProgress_Fragment = {
  __typename: 'ActivityProgress';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivityQueued_Fragment = {
  __typename: 'ActivityQueued';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivityStarted_Fragment = {
  __typename: 'ActivityStarted';
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
};

type BoardEvent_ActivitySubscribed_Fragment = {
  __typename: 'ActivitySubscribed';
  at: string;
  cursor: string;
};

type BoardEvent_ActivityToolCall_Fragment = {
  __typename: 'ActivityToolCall';
  index: number;
  at: string;
  cursor: string;
  completion: {
    id: string;
    model: string;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    timeToFirstTokenMs: number | null;
    durationMs: number;
    finishReason: FinishReason | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | { code: ErrorCode }
      | null;
  };
  toolCall: { callId: string; type: ToolType; name: string; input: string };
};

export type BoardEventFragment =
  | BoardEvent_ActivityCancelled_Fragment
  | BoardEvent_ActivityFailed_Fragment
  | BoardEvent_ActivityFinished_Fragment
  | BoardEvent_ActivityFirstToken_Fragment
  | BoardEvent_ActivityGap_Fragment
  | BoardEvent_ActivityProgress_Fragment
  | BoardEvent_ActivityQueued_Fragment
  | BoardEvent_ActivityStarted_Fragment
  | BoardEvent_ActivitySubscribed_Fragment
  | BoardEvent_ActivityToolCall_Fragment;

export type BoardRowFragment = {
  id: string;
  model: string;
  surface: Surface;
  status: CompletionStatus;
  createdAt: string;
  firstTokenAt: string | null;
  endedAt: string | null;
  timeToFirstTokenMs: number | null;
  durationMs: number;
  finishReason: FinishReason | null;
  client: { keyName: string | null; program: string | null; userAgent: string | null };
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    cacheWriteInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    totalTokens: number;
  } | null;
  error:
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | { code: ErrorCode }
    | null;
};

export type ChatMutationVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type ChatMutation = {
  chatCompletion:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | {
        __typename: 'ChatCompletion';
        id: string;
        model: string;
        effort: string | null;
        surface: Surface;
        previousId: string | null;
        nextId: string | null;
        status: CompletionStatus;
        createdAt: string;
        text: string;
        reasoning: string;
        unmet: Array<string>;
        lastSequence: number;
        finishReason: FinishReason | null;
        toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | null;
      }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

export type StartChatMutationVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type StartChatMutation = {
  startChatCompletion:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | {
        __typename: 'ChatCompletion';
        id: string;
        model: string;
        effort: string | null;
        surface: Surface;
        previousId: string | null;
        nextId: string | null;
        status: CompletionStatus;
        createdAt: string;
        text: string;
        reasoning: string;
        unmet: Array<string>;
        lastSequence: number;
        finishReason: FinishReason | null;
        toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | null;
      }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

export type SubmitOutputsMutationVariables = Exact<{
  input: SubmitToolOutputsInput;
}>;

export type SubmitOutputsMutation = {
  submitToolOutputs:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | {
        __typename: 'ChatCompletion';
        id: string;
        model: string;
        effort: string | null;
        surface: Surface;
        previousId: string | null;
        nextId: string | null;
        status: CompletionStatus;
        createdAt: string;
        text: string;
        reasoning: string;
        unmet: Array<string>;
        lastSequence: number;
        finishReason: FinishReason | null;
        toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | null;
      }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

export type CancelChatMutationVariables = Exact<{
  id: string;
}>;

export type CancelChatMutation = {
  cancelChatCompletion:
    | {
        __typename: 'ChatCompletion';
        id: string;
        model: string;
        effort: string | null;
        surface: Surface;
        previousId: string | null;
        nextId: string | null;
        status: CompletionStatus;
        createdAt: string;
        text: string;
        reasoning: string;
        unmet: Array<string>;
        lastSequence: number;
        finishReason: FinishReason | null;
        toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | null;
      }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode };
};

export type ReadChatQueryVariables = Exact<{
  id: string;
}>;

export type ReadChatQuery = {
  chatCompletion: {
    id: string;
    model: string;
    effort: string | null;
    surface: Surface;
    previousId: string | null;
    nextId: string | null;
    status: CompletionStatus;
    createdAt: string;
    text: string;
    reasoning: string;
    unmet: Array<string>;
    lastSequence: number;
    finishReason: FinishReason | null;
    toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
    error:
      | { __typename: 'CancelledError'; message: string; code: ErrorCode }
      | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
      | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
      | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
      | {
          __typename: 'InvalidRequestError';
          param: string | null;
          message: string;
          code: ErrorCode;
        }
      | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
      | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
      | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
      | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
      | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
      | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
      | {
          __typename: 'RateLimitedError';
          retryAfterMs: number | null;
          message: string;
          code: ErrorCode;
        }
      | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
      | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
      | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
      | {
          __typename: 'UpstreamError';
          retryAfterMs: number | null;
          message: string;
          code: ErrorCode;
        }
      | null;
  } | null;
};

export type CompletionFragment = {
  id: string;
  model: string;
  effort: string | null;
  surface: Surface;
  previousId: string | null;
  nextId: string | null;
  status: CompletionStatus;
  createdAt: string;
  text: string;
  reasoning: string;
  unmet: Array<string>;
  lastSequence: number;
  finishReason: FinishReason | null;
  toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    cacheWriteInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    totalTokens: number;
  } | null;
  error:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'UpstreamError'; retryAfterMs: number | null; message: string; code: ErrorCode }
    | null;
};

export type ReadCallsQueryVariables = Exact<{
  id: string;
}>;

export type ReadCallsQuery = {
  chatCompletion: {
    lastSequence: number;
    refusal: string | null;
    toolCalls: Array<{ callId: string; type: ToolType; name: string; input: string }>;
    openToolCalls: Array<{
      index: number;
      toolCall: { callId: string; type: ToolType; name: string; input: string };
    }>;
  } | null;
};

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;

export type SendMessageMutation = {
  sendMessage:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | {
        __typename: 'SentMessage';
        completion: {
          id: string;
          status: CompletionStatus;
          model: string;
          surface: Surface;
          conversationId: string | null;
        };
        conversation: {
          id: string;
          title: string;
          metadata: object;
          owner: string | null;
          lastTurnId: string | null;
          forkedFrom: {
            conversationId: string;
            turnId: string;
            conversation: { title: string } | null;
          } | null;
        };
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

export type StreamMessageSubscriptionVariables = Exact<{
  input: SendMessageInput;
  onDisconnect: OnDisconnect;
}>;

export type StreamMessageSubscription = {
  sendMessage:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        completion: { id: string; status: CompletionStatus; text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      }
    | {
        __typename: 'ChatCompletionReasoningDelta';
        text: string;
        summaryIndex: number;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionRefusalDelta';
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionStarted';
        completionId: string;
        sequence: number;
        completion: {
          id: string;
          model: string;
          effort: string | null;
          surface: Surface;
          createdAt: string;
        };
      }
    | {
        __typename: 'ChatCompletionToolCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionToolCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionToolCallStarted';
        index: number;
        callId: string;
        type: ToolType;
        name: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

export type CreateConversationMutationVariables = Exact<{
  input: CreateConversationInput;
}>;

export type CreateConversationMutation = {
  createConversation:
    | {
        __typename: 'Conversation';
        id: string;
        title: string;
        metadata: object;
        owner: string | null;
        lastTurnId: string | null;
        forkedFrom: {
          conversationId: string;
          turnId: string;
          conversation: { title: string } | null;
        } | null;
      }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode };
};

export type ForkConversationMutationVariables = Exact<{
  input: ForkConversationInput;
}>;

export type ForkConversationMutation = {
  forkConversation:
    | {
        __typename: 'Conversation';
        id: string;
        title: string;
        metadata: object;
        owner: string | null;
        lastTurnId: string | null;
        forkedFrom: {
          conversationId: string;
          turnId: string;
          conversation: { title: string } | null;
        } | null;
      }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode };
};

export type RenameConversationMutationVariables = Exact<{
  input: RenameConversationInput;
}>;

export type RenameConversationMutation = {
  renameConversation:
    | {
        __typename: 'Conversation';
        id: string;
        title: string;
        metadata: object;
        owner: string | null;
        lastTurnId: string | null;
        forkedFrom: {
          conversationId: string;
          turnId: string;
          conversation: { title: string } | null;
        } | null;
      }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode };
};

export type RemoveConversationMutationVariables = Exact<{
  input: DeleteConversationInput;
}>;

export type RemoveConversationMutation = {
  deleteConversation:
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'DeletedConversation'; conversationId: string };
};

export type ConversationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  search?: string | null | undefined;
}>;

export type ConversationsQuery = {
  conversations: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        title: string;
        metadata: object;
        owner: string | null;
        lastTurnId: string | null;
        forkedFrom: {
          conversationId: string;
          turnId: string;
          conversation: { title: string } | null;
        } | null;
      };
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type ReadTurnsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type ReadTurnsQuery = {
  conversation: {
    id: string;
    title: string;
    metadata: object;
    owner: string | null;
    lastTurnId: string | null;
    turns: {
      edges: Array<{
        cursor: string;
        node: {
          previousTurnId: string | null;
          incompleteReason: string | null;
          id: string;
          completionId: string;
          conversationId: string;
          status: TurnStatus;
          surface: Surface;
          model: string;
          input: Array<
            | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
            | {
                __typename: 'MessageItem';
                role: string;
                phase: string | null;
                itemId: string;
                status: ItemStatus | null;
                parts: Array<
                  | { __typename: 'ImagePart'; url: string; detail: string | null }
                  | { __typename: 'RawPart'; raw: object }
                  | { __typename: 'RefusalPart'; refusal: string }
                  | { __typename: 'TextPart'; text: string; annotations: Array<object> }
                >;
              }
            | {
                __typename: 'ReasoningItem';
                summary: Array<string>;
                hasEncryptedContent: boolean;
                encryptedContent: string | null;
                itemId: string;
                status: ItemStatus | null;
              }
            | {
                __typename: 'ToolCallItem';
                itemId: string;
                status: ItemStatus | null;
                toolCall: {
                  namespace: string | null;
                  callId: string;
                  type: ToolType;
                  name: string;
                  input: string;
                };
              }
            | {
                __typename: 'ToolOutputItem';
                callId: string;
                itemId: string;
                status: ItemStatus | null;
                parts: Array<
                  | { __typename: 'ImagePart'; url: string; detail: string | null }
                  | { __typename: 'RawPart'; raw: object }
                  | { __typename: 'RefusalPart'; refusal: string }
                  | { __typename: 'TextPart'; text: string; annotations: Array<object> }
                >;
              }
          >;
          output: Array<
            | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
            | {
                __typename: 'MessageItem';
                role: string;
                phase: string | null;
                itemId: string;
                status: ItemStatus | null;
                parts: Array<
                  | { __typename: 'ImagePart'; url: string; detail: string | null }
                  | { __typename: 'RawPart'; raw: object }
                  | { __typename: 'RefusalPart'; refusal: string }
                  | { __typename: 'TextPart'; text: string; annotations: Array<object> }
                >;
              }
            | {
                __typename: 'ReasoningItem';
                summary: Array<string>;
                hasEncryptedContent: boolean;
                encryptedContent: string | null;
                itemId: string;
                status: ItemStatus | null;
              }
            | {
                __typename: 'ToolCallItem';
                itemId: string;
                status: ItemStatus | null;
                toolCall: {
                  namespace: string | null;
                  callId: string;
                  type: ToolType;
                  name: string;
                  input: string;
                };
              }
            | {
                __typename: 'ToolOutputItem';
                callId: string;
                itemId: string;
                status: ItemStatus | null;
                parts: Array<
                  | { __typename: 'ImagePart'; url: string; detail: string | null }
                  | { __typename: 'RawPart'; raw: object }
                  | { __typename: 'RefusalPart'; refusal: string }
                  | { __typename: 'TextPart'; text: string; annotations: Array<object> }
                >;
              }
          >;
          usage: { totalTokens: number } | null;
          error:
            | { __typename: 'CancelledError'; message: string; code: ErrorCode }
            | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
            | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
            | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
            | {
                __typename: 'InvalidRequestError';
                param: string | null;
                message: string;
                code: ErrorCode;
              }
            | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
            | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
            | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
            | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
            | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
            | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
            | {
                __typename: 'RateLimitedError';
                retryAfterMs: number | null;
                message: string;
                code: ErrorCode;
              }
            | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
            | {
                __typename: 'StreamGapError';
                oldestSequence: number;
                message: string;
                code: ErrorCode;
              }
            | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
            | {
                __typename: 'UpstreamError';
                retryAfterMs: number | null;
                message: string;
                code: ErrorCode;
              }
            | null;
          completion: { id: string; status: CompletionStatus } | null;
        };
      }>;
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    };
    forkedFrom: {
      conversationId: string;
      turnId: string;
      conversation: { title: string } | null;
    } | null;
  } | null;
};

export type ReadSaidQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type ReadSaidQuery = {
  conversation: {
    items: {
      edges: Array<{
        cursor: string;
        node:
          | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
          | {
              __typename: 'MessageItem';
              role: string;
              phase: string | null;
              itemId: string;
              status: ItemStatus | null;
              parts: Array<
                | { __typename: 'ImagePart'; url: string; detail: string | null }
                | { __typename: 'RawPart'; raw: object }
                | { __typename: 'RefusalPart'; refusal: string }
                | { __typename: 'TextPart'; text: string; annotations: Array<object> }
              >;
            }
          | {
              __typename: 'ReasoningItem';
              summary: Array<string>;
              hasEncryptedContent: boolean;
              encryptedContent: string | null;
              itemId: string;
              status: ItemStatus | null;
            }
          | {
              __typename: 'ToolCallItem';
              itemId: string;
              status: ItemStatus | null;
              toolCall: {
                namespace: string | null;
                callId: string;
                type: ToolType;
                name: string;
                input: string;
              };
            }
          | {
              __typename: 'ToolOutputItem';
              callId: string;
              itemId: string;
              status: ItemStatus | null;
              parts: Array<
                | { __typename: 'ImagePart'; url: string; detail: string | null }
                | { __typename: 'RawPart'; raw: object }
                | { __typename: 'RefusalPart'; refusal: string }
                | { __typename: 'TextPart'; text: string; annotations: Array<object> }
              >;
            };
      }>;
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type ExportConversationQueryVariables = Exact<{
  id: string;
}>;

export type ExportConversationQuery = { conversation: { export: object } | null };

export type FollowConversationSubscriptionVariables = Exact<{
  id: string;
}>;

export type FollowConversationSubscription = {
  conversation:
    | {
        __typename: 'ConversationChanged';
        conversationId: string;
        conversation: {
          id: string;
          title: string;
          metadata: object;
          owner: string | null;
          lastTurnId: string | null;
          forkedFrom: {
            conversationId: string;
            turnId: string;
            conversation: { title: string } | null;
          } | null;
        };
      }
    | { __typename: 'ConversationDeleted'; conversationId: string }
    | {
        __typename: 'ConversationState';
        conversationId: string;
        conversation: {
          id: string;
          title: string;
          metadata: object;
          owner: string | null;
          lastTurnId: string | null;
          forkedFrom: {
            conversationId: string;
            turnId: string;
            conversation: { title: string } | null;
          } | null;
        };
      }
    | {
        __typename: 'ConversationTurnEnded';
        conversationId: string;
        turn: {
          id: string;
          completionId: string;
          conversationId: string;
          status: TurnStatus;
          surface: Surface;
          model: string;
          completion: { id: string; status: CompletionStatus } | null;
        };
      }
    | {
        __typename: 'ConversationTurnStarted';
        conversationId: string;
        turn: {
          id: string;
          completionId: string;
          conversationId: string;
          status: TurnStatus;
          surface: Surface;
          model: string;
          completion: { id: string; status: CompletionStatus } | null;
        };
      }
    | {
        __typename: 'ConversationUnavailable';
        conversationId: string;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

export type ConversationFactsFragment = {
  id: string;
  title: string;
  metadata: object;
  owner: string | null;
  lastTurnId: string | null;
  forkedFrom: {
    conversationId: string;
    turnId: string;
    conversation: { title: string } | null;
  } | null;
};

export type TurnFactsFragment = {
  id: string;
  completionId: string;
  conversationId: string;
  status: TurnStatus;
  surface: Surface;
  model: string;
  completion: { id: string; status: CompletionStatus } | null;
};

export type TurnFragment = {
  previousTurnId: string | null;
  incompleteReason: string | null;
  id: string;
  completionId: string;
  conversationId: string;
  status: TurnStatus;
  surface: Surface;
  model: string;
  input: Array<
    | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
    | {
        __typename: 'MessageItem';
        role: string;
        phase: string | null;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      }
    | {
        __typename: 'ReasoningItem';
        summary: Array<string>;
        hasEncryptedContent: boolean;
        encryptedContent: string | null;
        itemId: string;
        status: ItemStatus | null;
      }
    | {
        __typename: 'ToolCallItem';
        itemId: string;
        status: ItemStatus | null;
        toolCall: {
          namespace: string | null;
          callId: string;
          type: ToolType;
          name: string;
          input: string;
        };
      }
    | {
        __typename: 'ToolOutputItem';
        callId: string;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      }
  >;
  output: Array<
    | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
    | {
        __typename: 'MessageItem';
        role: string;
        phase: string | null;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      }
    | {
        __typename: 'ReasoningItem';
        summary: Array<string>;
        hasEncryptedContent: boolean;
        encryptedContent: string | null;
        itemId: string;
        status: ItemStatus | null;
      }
    | {
        __typename: 'ToolCallItem';
        itemId: string;
        status: ItemStatus | null;
        toolCall: {
          namespace: string | null;
          callId: string;
          type: ToolType;
          name: string;
          input: string;
        };
      }
    | {
        __typename: 'ToolOutputItem';
        callId: string;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      }
  >;
  usage: { totalTokens: number } | null;
  error:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'UpstreamError'; retryAfterMs: number | null; message: string; code: ErrorCode }
    | null;
  completion: { id: string; status: CompletionStatus } | null;
};

export type FailChatSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type FailChatSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta' }
    | { __typename: 'ChatCompletionDone' }
    | {
        __typename: 'ChatCompletionFailed';
        failedCompletion: { id: string; status: CompletionStatus; text: string } | null;
      }
    | { __typename: 'ChatCompletionReasoningDelta' }
    | { __typename: 'ChatCompletionRefusalDelta' }
    | { __typename: 'ChatCompletionStarted' }
    | { __typename: 'ChatCompletionToolCall' }
    | { __typename: 'ChatCompletionToolCallDelta' }
    | { __typename: 'ChatCompletionToolCallStarted' }
    | { __typename: 'ChatCompletionUnavailable' };
};

export type ModelsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type ModelsQuery = {
  models: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        displayName: string;
        description: string;
        defaultEffort: string | null;
        inputModalities: Array<string>;
        contextWindow: number | null;
        isDefault: boolean;
        isHidden: boolean;
        efforts: Array<{ effort: string; description: string }>;
        serviceTiers: Array<{ tier: string; name: string; description: string }>;
      };
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type OneModelQueryVariables = Exact<{
  id: string;
}>;

export type OneModelQuery = {
  model: {
    id: string;
    displayName: string;
    description: string;
    defaultEffort: string | null;
    inputModalities: Array<string>;
    contextWindow: number | null;
    isDefault: boolean;
    isHidden: boolean;
    efforts: Array<{ effort: string; description: string }>;
    serviceTiers: Array<{ tier: string; name: string; description: string }>;
  } | null;
};

export type HealthQueryVariables = Exact<{ [key: string]: never }>;

export type HealthQuery = {
  version: string;
  health: {
    isReady: boolean;
    engine: { state: EngineState; version: string; activeTurns: number };
    account: { isReady: boolean; method: string | null; isLoginRequired: boolean };
  };
};

export type ModelFieldsFragment = {
  id: string;
  displayName: string;
  description: string;
  defaultEffort: string | null;
  inputModalities: Array<string>;
  contextWindow: number | null;
  isDefault: boolean;
  isHidden: boolean;
  efforts: Array<{ effort: string; description: string }>;
  serviceTiers: Array<{ tier: string; name: string; description: string }>;
};

export type WatchWaitingThreadsSubscriptionVariables = Exact<{ [key: string]: never }>;

export type WatchWaitingThreadsSubscription = {
  health: { warmThreads: number | null; keptThreads: number | null };
};

export type WatchItemsSubscriptionVariables = Exact<{
  id: string;
  after?: number | null | undefined;
}>;

export type WatchItemsSubscription = {
  chatCompletionItems:
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        refusal: string | null;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      }
    | {
        __typename: 'ChatCompletionItemAdded';
        index: number;
        completionId: string;
        sequence: number;
        item:
          | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
          | {
              __typename: 'MessageItem';
              role: string;
              phase: string | null;
              itemId: string;
              status: ItemStatus | null;
              parts: Array<
                | { __typename: 'ImagePart'; url: string; detail: string | null }
                | { __typename: 'RawPart'; raw: object }
                | { __typename: 'RefusalPart'; refusal: string }
                | { __typename: 'TextPart'; text: string; annotations: Array<object> }
              >;
            }
          | {
              __typename: 'ReasoningItem';
              summary: Array<string>;
              hasEncryptedContent: boolean;
              encryptedContent: string | null;
              itemId: string;
              status: ItemStatus | null;
            }
          | {
              __typename: 'ToolCallItem';
              itemId: string;
              status: ItemStatus | null;
              toolCall: {
                namespace: string | null;
                callId: string;
                type: ToolType;
                name: string;
                input: string;
              };
            }
          | {
              __typename: 'ToolOutputItem';
              callId: string;
              itemId: string;
              status: ItemStatus | null;
              parts: Array<
                | { __typename: 'ImagePart'; url: string; detail: string | null }
                | { __typename: 'RawPart'; raw: object }
                | { __typename: 'RefusalPart'; refusal: string }
                | { __typename: 'TextPart'; text: string; annotations: Array<object> }
              >;
            };
      }
    | {
        __typename: 'ChatCompletionItemCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionItemCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionItemDone';
        index: number;
        completionId: string;
        sequence: number;
        item:
          | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
          | {
              __typename: 'MessageItem';
              role: string;
              phase: string | null;
              itemId: string;
              status: ItemStatus | null;
              parts: Array<
                | { __typename: 'ImagePart'; url: string; detail: string | null }
                | { __typename: 'RawPart'; raw: object }
                | { __typename: 'RefusalPart'; refusal: string }
                | { __typename: 'TextPart'; text: string; annotations: Array<object> }
              >;
            }
          | {
              __typename: 'ReasoningItem';
              summary: Array<string>;
              hasEncryptedContent: boolean;
              encryptedContent: string | null;
              itemId: string;
              status: ItemStatus | null;
            }
          | {
              __typename: 'ToolCallItem';
              itemId: string;
              status: ItemStatus | null;
              toolCall: {
                namespace: string | null;
                callId: string;
                type: ToolType;
                name: string;
                input: string;
              };
            }
          | {
              __typename: 'ToolOutputItem';
              callId: string;
              itemId: string;
              status: ItemStatus | null;
              parts: Array<
                | { __typename: 'ImagePart'; url: string; detail: string | null }
                | { __typename: 'RawPart'; raw: object }
                | { __typename: 'RefusalPart'; refusal: string }
                | { __typename: 'TextPart'; text: string; annotations: Array<object> }
              >;
            };
      }
    | {
        __typename: 'ChatCompletionItemRefusalDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionItemSummaryDelta';
        index: number;
        text: string;
        summaryIndex: number;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionItemTextDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | { __typename: 'ChatCompletionStarted'; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

export type ReadItemsQueryVariables = Exact<{
  id: string;
}>;

export type ReadItemsQuery = {
  chatCompletion: {
    lastItemSequence: number;
    items: Array<
      | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
      | {
          __typename: 'MessageItem';
          role: string;
          phase: string | null;
          itemId: string;
          status: ItemStatus | null;
          parts: Array<
            | { __typename: 'ImagePart'; url: string; detail: string | null }
            | { __typename: 'RawPart'; raw: object }
            | { __typename: 'RefusalPart'; refusal: string }
            | { __typename: 'TextPart'; text: string; annotations: Array<object> }
          >;
        }
      | {
          __typename: 'ReasoningItem';
          summary: Array<string>;
          hasEncryptedContent: boolean;
          encryptedContent: string | null;
          itemId: string;
          status: ItemStatus | null;
        }
      | {
          __typename: 'ToolCallItem';
          itemId: string;
          status: ItemStatus | null;
          toolCall: {
            namespace: string | null;
            callId: string;
            type: ToolType;
            name: string;
            input: string;
          };
        }
      | {
          __typename: 'ToolOutputItem';
          callId: string;
          itemId: string;
          status: ItemStatus | null;
          parts: Array<
            | { __typename: 'ImagePart'; url: string; detail: string | null }
            | { __typename: 'RawPart'; raw: object }
            | { __typename: 'RefusalPart'; refusal: string }
            | { __typename: 'TextPart'; text: string; annotations: Array<object> }
          >;
        }
    >;
  } | null;
};

type ItemEvent_ChatCompletionDone_Fragment = {
  __typename: 'ChatCompletionDone';
  finishReason: FinishReason;
  refusal: string | null;
  completionId: string;
  sequence: number;
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    cacheWriteInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    totalTokens: number;
  } | null;
};

type ItemEvent_ChatCompletionFailed_Fragment = {
  __typename: 'ChatCompletionFailed';
  completionId: string;
  sequence: number;
  error:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

type ItemEvent_ChatCompletionItemAdded_Fragment = {
  __typename: 'ChatCompletionItemAdded';
  index: number;
  completionId: string;
  sequence: number;
  item:
    | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
    | {
        __typename: 'MessageItem';
        role: string;
        phase: string | null;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      }
    | {
        __typename: 'ReasoningItem';
        summary: Array<string>;
        hasEncryptedContent: boolean;
        encryptedContent: string | null;
        itemId: string;
        status: ItemStatus | null;
      }
    | {
        __typename: 'ToolCallItem';
        itemId: string;
        status: ItemStatus | null;
        toolCall: {
          namespace: string | null;
          callId: string;
          type: ToolType;
          name: string;
          input: string;
        };
      }
    | {
        __typename: 'ToolOutputItem';
        callId: string;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      };
};

type ItemEvent_ChatCompletionItemCall_Fragment = {
  __typename: 'ChatCompletionItemCall';
  index: number;
  completionId: string;
  sequence: number;
  toolCall: { callId: string; type: ToolType; name: string; input: string };
};

type ItemEvent_ChatCompletionItemCallDelta_Fragment = {
  __typename: 'ChatCompletionItemCallDelta';
  index: number;
  text: string;
  completionId: string;
  sequence: number;
};

type ItemEvent_ChatCompletionItemDone_Fragment = {
  __typename: 'ChatCompletionItemDone';
  index: number;
  completionId: string;
  sequence: number;
  item:
    | { __typename: 'HostedItem'; raw: object; itemId: string; status: ItemStatus | null }
    | {
        __typename: 'MessageItem';
        role: string;
        phase: string | null;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      }
    | {
        __typename: 'ReasoningItem';
        summary: Array<string>;
        hasEncryptedContent: boolean;
        encryptedContent: string | null;
        itemId: string;
        status: ItemStatus | null;
      }
    | {
        __typename: 'ToolCallItem';
        itemId: string;
        status: ItemStatus | null;
        toolCall: {
          namespace: string | null;
          callId: string;
          type: ToolType;
          name: string;
          input: string;
        };
      }
    | {
        __typename: 'ToolOutputItem';
        callId: string;
        itemId: string;
        status: ItemStatus | null;
        parts: Array<
          | { __typename: 'ImagePart'; url: string; detail: string | null }
          | { __typename: 'RawPart'; raw: object }
          | { __typename: 'RefusalPart'; refusal: string }
          | { __typename: 'TextPart'; text: string; annotations: Array<object> }
        >;
      };
};

type ItemEvent_ChatCompletionItemRefusalDelta_Fragment = {
  __typename: 'ChatCompletionItemRefusalDelta';
  index: number;
  text: string;
  completionId: string;
  sequence: number;
};

type ItemEvent_ChatCompletionItemSummaryDelta_Fragment = {
  __typename: 'ChatCompletionItemSummaryDelta';
  index: number;
  text: string;
  summaryIndex: number;
  completionId: string;
  sequence: number;
};

type ItemEvent_ChatCompletionItemTextDelta_Fragment = {
  __typename: 'ChatCompletionItemTextDelta';
  index: number;
  text: string;
  completionId: string;
  sequence: number;
};

type ItemEvent_ChatCompletionStarted_Fragment = {
  __typename: 'ChatCompletionStarted';
  completionId: string;
  sequence: number;
};

type ItemEvent_ChatCompletionUnavailable_Fragment = {
  __typename: 'ChatCompletionUnavailable';
  completionId: string;
  sequence: number;
  error:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

export type ItemEventFragment =
  | ItemEvent_ChatCompletionDone_Fragment
  | ItemEvent_ChatCompletionFailed_Fragment
  | ItemEvent_ChatCompletionItemAdded_Fragment
  | ItemEvent_ChatCompletionItemCall_Fragment
  | ItemEvent_ChatCompletionItemCallDelta_Fragment
  | ItemEvent_ChatCompletionItemDone_Fragment
  | ItemEvent_ChatCompletionItemRefusalDelta_Fragment
  | ItemEvent_ChatCompletionItemSummaryDelta_Fragment
  | ItemEvent_ChatCompletionItemTextDelta_Fragment
  | ItemEvent_ChatCompletionStarted_Fragment
  | ItemEvent_ChatCompletionUnavailable_Fragment;

type ShownItem_HostedItem_Fragment = {
  __typename: 'HostedItem';
  raw: object;
  itemId: string;
  status: ItemStatus | null;
};

type ShownItem_MessageItem_Fragment = {
  __typename: 'MessageItem';
  role: string;
  phase: string | null;
  itemId: string;
  status: ItemStatus | null;
  parts: Array<
    | { __typename: 'ImagePart'; url: string; detail: string | null }
    | { __typename: 'RawPart'; raw: object }
    | { __typename: 'RefusalPart'; refusal: string }
    | { __typename: 'TextPart'; text: string; annotations: Array<object> }
  >;
};

type ShownItem_ReasoningItem_Fragment = {
  __typename: 'ReasoningItem';
  summary: Array<string>;
  hasEncryptedContent: boolean;
  encryptedContent: string | null;
  itemId: string;
  status: ItemStatus | null;
};

type ShownItem_ToolCallItem_Fragment = {
  __typename: 'ToolCallItem';
  itemId: string;
  status: ItemStatus | null;
  toolCall: {
    namespace: string | null;
    callId: string;
    type: ToolType;
    name: string;
    input: string;
  };
};

type ShownItem_ToolOutputItem_Fragment = {
  __typename: 'ToolOutputItem';
  callId: string;
  itemId: string;
  status: ItemStatus | null;
  parts: Array<
    | { __typename: 'ImagePart'; url: string; detail: string | null }
    | { __typename: 'RawPart'; raw: object }
    | { __typename: 'RefusalPart'; refusal: string }
    | { __typename: 'TextPart'; text: string; annotations: Array<object> }
  >;
};

export type ShownItemFragment =
  | ShownItem_HostedItem_Fragment
  | ShownItem_MessageItem_Fragment
  | ShownItem_ReasoningItem_Fragment
  | ShownItem_ToolCallItem_Fragment
  | ShownItem_ToolOutputItem_Fragment;

type Part_ImagePart_Fragment = { __typename: 'ImagePart'; url: string; detail: string | null };

type Part_RawPart_Fragment = { __typename: 'RawPart'; raw: object };

type Part_RefusalPart_Fragment = { __typename: 'RefusalPart'; refusal: string };

type Part_TextPart_Fragment = { __typename: 'TextPart'; text: string; annotations: Array<object> };

export type PartFragment =
  | Part_ImagePart_Fragment
  | Part_RawPart_Fragment
  | Part_RefusalPart_Fragment
  | Part_TextPart_Fragment;

export type ProgressSubscriptionVariables = Exact<{
  withProgress?: boolean | null | undefined;
  filter?: ActivityFilter | null | undefined;
}>;

export type ProgressSubscription = {
  activity:
    | {
        __typename: 'ActivityCancelled';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | {
        __typename: 'ActivityFailed';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | {
        __typename: 'ActivityFinished';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | {
        __typename: 'ActivityFirstToken';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | { __typename: 'ActivityGap'; cursor: string }
    | {
        __typename: 'ActivityProgress';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | {
        __typename: 'ActivityQueued';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | {
        __typename: 'ActivityStarted';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      }
    | { __typename: 'ActivitySubscribed'; cursor: string }
    | {
        __typename: 'ActivityToolCall';
        cursor: string;
        completion: {
          id: string;
          textLength: number;
          outputTokensSoFar: number | null;
          queuePosition: number | null;
        };
      };
};

export type CancelAllMutationVariables = Exact<{
  filter: ChatCompletionFilter;
}>;

export type CancelAllMutation = { cancelChatCompletions: { count: number } };

export type QueueQueryVariables = Exact<{ [key: string]: never }>;

export type QueueQuery = {
  health: { queue: { maxTurns: number; queuedTurns: number; longestWaitMs: number } };
};

export type QueuedChatQueryVariables = Exact<{
  id: string;
}>;

export type QueuedChatQuery = {
  chatCompletion: { status: CompletionStatus; queuedMs: number; lastSequence: number } | null;
};

export type FaultsQueryVariables = Exact<{
  from?: string | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;

export type FaultsQuery = {
  errors: Array<{
    code: ErrorCode;
    completions: number;
    remedy: string;
    newest: { completionId: string; errorCode: ErrorCode | null } | null;
  }>;
  refusals: Array<{
    reason: ErrorCode;
    keyName: string | null;
    program: string | null;
    surface: Surface | null;
    surfaceName: string | null;
    count: number;
    newestAt: string;
    remedy: string;
  }>;
};

export type RowsQueryVariables = Exact<{
  id: string;
}>;

export type RowsQuery = {
  chatCompletion: {
    completionId: string;
    requestId: string | null;
    status: CompletionStatus;
    model: string;
    effort: string | null;
    surface: Surface;
    surfaceName: string;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string | null;
    queuedMs: number;
    durationMs: number;
    timeToFirstTokenMs: number | null;
    finishReason: FinishReason | null;
    errorCode: ErrorCode | null;
    conversationId: string | null;
    client: { keyName: string | null; program: string | null };
    usage: { totalTokens: number } | null;
    request: {
      messageCount: number;
      pictureCount: number;
      toolCount: number;
      toolNames: Array<string>;
      responseFormat: AnswerFormat;
      maxOutputTokens: number | null;
      isStreamed: boolean | null;
      toolChoice: { mode: RequestedToolChoice; toolNames: Array<string> } | null;
    } | null;
  } | null;
  completionRecord: {
    completionId: string;
    requestId: string | null;
    status: CompletionStatus;
    model: string;
    effort: string | null;
    surface: Surface;
    surfaceName: string;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string;
    queuedMs: number | null;
    durationMs: number;
    timeToFirstTokenMs: number | null;
    finishReason: FinishReason | null;
    errorCode: ErrorCode | null;
    conversationId: string | null;
    client: { keyName: string | null; program: string | null };
    usage: { totalTokens: number } | null;
    request: {
      messageCount: number;
      pictureCount: number;
      toolCount: number;
      toolNames: Array<string>;
      responseFormat: AnswerFormat;
      maxOutputTokens: number | null;
      isStreamed: boolean | null;
      toolChoice: { mode: RequestedToolChoice; toolNames: Array<string> } | null;
    } | null;
  } | null;
};

type Row_ChatCompletion_Fragment = {
  completionId: string;
  requestId: string | null;
  status: CompletionStatus;
  model: string;
  effort: string | null;
  surface: Surface;
  surfaceName: string;
  createdAt: string;
  firstTokenAt: string | null;
  endedAt: string | null;
  queuedMs: number;
  durationMs: number;
  timeToFirstTokenMs: number | null;
  finishReason: FinishReason | null;
  errorCode: ErrorCode | null;
  conversationId: string | null;
  client: { keyName: string | null; program: string | null };
  usage: { totalTokens: number } | null;
  request: {
    messageCount: number;
    pictureCount: number;
    toolCount: number;
    toolNames: Array<string>;
    responseFormat: AnswerFormat;
    maxOutputTokens: number | null;
    isStreamed: boolean | null;
    toolChoice: { mode: RequestedToolChoice; toolNames: Array<string> } | null;
  } | null;
};

type Row_CompletionRecord_Fragment = {
  completionId: string;
  requestId: string | null;
  status: CompletionStatus;
  model: string;
  effort: string | null;
  surface: Surface;
  surfaceName: string;
  createdAt: string;
  firstTokenAt: string | null;
  endedAt: string;
  queuedMs: number | null;
  durationMs: number;
  timeToFirstTokenMs: number | null;
  finishReason: FinishReason | null;
  errorCode: ErrorCode | null;
  conversationId: string | null;
  client: { keyName: string | null; program: string | null };
  usage: { totalTokens: number } | null;
  request: {
    messageCount: number;
    pictureCount: number;
    toolCount: number;
    toolNames: Array<string>;
    responseFormat: AnswerFormat;
    maxOutputTokens: number | null;
    isStreamed: boolean | null;
    toolChoice: { mode: RequestedToolChoice; toolNames: Array<string> } | null;
  } | null;
};

export type RowFragment = Row_ChatCompletion_Fragment | Row_CompletionRecord_Fragment;

export type SearchQueryVariables = Exact<{
  search?: string | null | undefined;
  orderBy?: CompletionOrder | null | undefined;
  live?: ChatCompletionFilter | null | undefined;
  past?: UsageFilter | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first?: number | null | undefined;
  afterLive?: string | null | undefined;
  afterPast?: string | null | undefined;
}>;

export type SearchQuery = {
  completions: {
    totalCount: number;
    edges: Array<{ node: { completionId: string; durationMs: number } }>;
    pageInfo: { endCursor: string | null };
  };
  completionRecords: {
    totalCount: number;
    edges: Array<{ node: { completionId: string; durationMs: number } }>;
    pageInfo: { endCursor: string | null };
  };
};

export type StreamChatSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type StreamChatSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        completion: { id: string; status: CompletionStatus; text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      }
    | {
        __typename: 'ChatCompletionReasoningDelta';
        text: string;
        summaryIndex: number;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionRefusalDelta';
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionStarted';
        completionId: string;
        sequence: number;
        completion: {
          id: string;
          model: string;
          effort: string | null;
          surface: Surface;
          createdAt: string;
        };
      }
    | {
        __typename: 'ChatCompletionToolCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionToolCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionToolCallStarted';
        index: number;
        callId: string;
        type: ToolType;
        name: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

export type StreamDetachedChatSubscriptionVariables = Exact<{
  input: ChatCompletionInput;
}>;

export type StreamDetachedChatSubscription = {
  chatCompletion:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        completion: { id: string; status: CompletionStatus; text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      }
    | {
        __typename: 'ChatCompletionReasoningDelta';
        text: string;
        summaryIndex: number;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionRefusalDelta';
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionStarted';
        completionId: string;
        sequence: number;
        completion: {
          id: string;
          model: string;
          effort: string | null;
          surface: Surface;
          createdAt: string;
        };
      }
    | {
        __typename: 'ChatCompletionToolCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionToolCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionToolCallStarted';
        index: number;
        callId: string;
        type: ToolType;
        name: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

export type StreamOutputsSubscriptionVariables = Exact<{
  input: SubmitToolOutputsInput;
}>;

export type StreamOutputsSubscription = {
  submitToolOutputs:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        completion: { id: string; status: CompletionStatus; text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      }
    | {
        __typename: 'ChatCompletionReasoningDelta';
        text: string;
        summaryIndex: number;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionRefusalDelta';
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionStarted';
        completionId: string;
        sequence: number;
        completion: {
          id: string;
          model: string;
          effort: string | null;
          surface: Surface;
          createdAt: string;
        };
      }
    | {
        __typename: 'ChatCompletionToolCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionToolCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionToolCallStarted';
        index: number;
        callId: string;
        type: ToolType;
        name: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

export type WatchChatSubscriptionVariables = Exact<{
  id: string;
  after?: number | null | undefined;
}>;

export type WatchChatSubscription = {
  chatCompletionEvents:
    | { __typename: 'ChatCompletionDelta'; text: string; completionId: string; sequence: number }
    | {
        __typename: 'ChatCompletionDone';
        finishReason: FinishReason;
        completionId: string;
        sequence: number;
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
        completion: { id: string; status: CompletionStatus; text: string };
      }
    | {
        __typename: 'ChatCompletionFailed';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      }
    | {
        __typename: 'ChatCompletionReasoningDelta';
        text: string;
        summaryIndex: number;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionRefusalDelta';
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionStarted';
        completionId: string;
        sequence: number;
        completion: {
          id: string;
          model: string;
          effort: string | null;
          surface: Surface;
          createdAt: string;
        };
      }
    | {
        __typename: 'ChatCompletionToolCall';
        index: number;
        completionId: string;
        sequence: number;
        toolCall: { callId: string; type: ToolType; name: string; input: string };
      }
    | {
        __typename: 'ChatCompletionToolCallDelta';
        index: number;
        text: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionToolCallStarted';
        index: number;
        callId: string;
        type: ToolType;
        name: string;
        completionId: string;
        sequence: number;
      }
    | {
        __typename: 'ChatCompletionUnavailable';
        completionId: string;
        sequence: number;
        error:
          | { __typename: 'CancelledError'; message: string; code: ErrorCode }
          | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
          | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'InvalidRequestError';
              param: string | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
          | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
          | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
          | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
          | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
          | {
              __typename: 'RateLimitedError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
          | {
              __typename: 'StreamGapError';
              oldestSequence: number;
              message: string;
              code: ErrorCode;
            }
          | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
          | {
              __typename: 'UpstreamError';
              retryAfterMs: number | null;
              message: string;
              code: ErrorCode;
            };
      };
};

type Event_ChatCompletionDelta_Fragment = {
  __typename: 'ChatCompletionDelta';
  text: string;
  completionId: string;
  sequence: number;
};

type Event_ChatCompletionDone_Fragment = {
  __typename: 'ChatCompletionDone';
  finishReason: FinishReason;
  completionId: string;
  sequence: number;
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    cacheWriteInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    totalTokens: number;
  } | null;
  completion: { id: string; status: CompletionStatus; text: string };
};

type Event_ChatCompletionFailed_Fragment = {
  __typename: 'ChatCompletionFailed';
  completionId: string;
  sequence: number;
  error:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

type Event_ChatCompletionReasoningDelta_Fragment = {
  __typename: 'ChatCompletionReasoningDelta';
  text: string;
  summaryIndex: number;
  completionId: string;
  sequence: number;
};

type Event_ChatCompletionRefusalDelta_Fragment = {
  __typename: 'ChatCompletionRefusalDelta';
  text: string;
  completionId: string;
  sequence: number;
};

type Event_ChatCompletionStarted_Fragment = {
  __typename: 'ChatCompletionStarted';
  completionId: string;
  sequence: number;
  completion: {
    id: string;
    model: string;
    effort: string | null;
    surface: Surface;
    createdAt: string;
  };
};

type Event_ChatCompletionToolCall_Fragment = {
  __typename: 'ChatCompletionToolCall';
  index: number;
  completionId: string;
  sequence: number;
  toolCall: { callId: string; type: ToolType; name: string; input: string };
};

type Event_ChatCompletionToolCallDelta_Fragment = {
  __typename: 'ChatCompletionToolCallDelta';
  index: number;
  text: string;
  completionId: string;
  sequence: number;
};

type Event_ChatCompletionToolCallStarted_Fragment = {
  __typename: 'ChatCompletionToolCallStarted';
  index: number;
  callId: string;
  type: ToolType;
  name: string;
  completionId: string;
  sequence: number;
};

type Event_ChatCompletionUnavailable_Fragment = {
  __typename: 'ChatCompletionUnavailable';
  completionId: string;
  sequence: number;
  error:
    | { __typename: 'CancelledError'; message: string; code: ErrorCode }
    | { __typename: 'CompletionNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationLockedError'; message: string; code: ErrorCode }
    | { __typename: 'ConversationNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'InvalidRequestError'; param: string | null; message: string; code: ErrorCode }
    | { __typename: 'LoginFailedError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotFoundError'; message: string; code: ErrorCode }
    | { __typename: 'LoginNotNeededError'; message: string; code: ErrorCode }
    | { __typename: 'LoginRequiredError'; message: string; code: ErrorCode }
    | { __typename: 'ModelNotFoundError'; model: string; message: string; code: ErrorCode }
    | { __typename: 'NotPermittedError'; message: string; code: ErrorCode }
    | {
        __typename: 'RateLimitedError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      }
    | { __typename: 'StoreOffError'; message: string; code: ErrorCode }
    | { __typename: 'StreamGapError'; oldestSequence: number; message: string; code: ErrorCode }
    | { __typename: 'TurnNotFoundError'; message: string; code: ErrorCode }
    | {
        __typename: 'UpstreamError';
        retryAfterMs: number | null;
        message: string;
        code: ErrorCode;
      };
};

export type EventFragment =
  | Event_ChatCompletionDelta_Fragment
  | Event_ChatCompletionDone_Fragment
  | Event_ChatCompletionFailed_Fragment
  | Event_ChatCompletionReasoningDelta_Fragment
  | Event_ChatCompletionRefusalDelta_Fragment
  | Event_ChatCompletionStarted_Fragment
  | Event_ChatCompletionToolCall_Fragment
  | Event_ChatCompletionToolCallDelta_Fragment
  | Event_ChatCompletionToolCallStarted_Fragment
  | Event_ChatCompletionUnavailable_Fragment;

export type CallFragment = { callId: string; type: ToolType; name: string; input: string };

export type TokensFragment = {
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteInputTokens: number;
  outputTokens: number;
  reasoningOutputTokens: number;
  totalTokens: number;
};

type Failure_CancelledError_Fragment = {
  __typename: 'CancelledError';
  message: string;
  code: ErrorCode;
};

type Failure_CompletionNotFoundError_Fragment = {
  __typename: 'CompletionNotFoundError';
  message: string;
  code: ErrorCode;
};

type Failure_ConversationLockedError_Fragment = {
  __typename: 'ConversationLockedError';
  message: string;
  code: ErrorCode;
};

type Failure_ConversationNotFoundError_Fragment = {
  __typename: 'ConversationNotFoundError';
  message: string;
  code: ErrorCode;
};

type Failure_InvalidRequestError_Fragment = {
  __typename: 'InvalidRequestError';
  param: string | null;
  message: string;
  code: ErrorCode;
};

type Failure_LoginFailedError_Fragment = {
  __typename: 'LoginFailedError';
  message: string;
  code: ErrorCode;
};

type Failure_LoginNotFoundError_Fragment = {
  __typename: 'LoginNotFoundError';
  message: string;
  code: ErrorCode;
};

type Failure_LoginNotNeededError_Fragment = {
  __typename: 'LoginNotNeededError';
  message: string;
  code: ErrorCode;
};

type Failure_LoginRequiredError_Fragment = {
  __typename: 'LoginRequiredError';
  message: string;
  code: ErrorCode;
};

type Failure_ModelNotFoundError_Fragment = {
  __typename: 'ModelNotFoundError';
  model: string;
  message: string;
  code: ErrorCode;
};

type Failure_NotPermittedError_Fragment = {
  __typename: 'NotPermittedError';
  message: string;
  code: ErrorCode;
};

type Failure_RateLimitedError_Fragment = {
  __typename: 'RateLimitedError';
  retryAfterMs: number | null;
  message: string;
  code: ErrorCode;
};

type Failure_StoreOffError_Fragment = {
  __typename: 'StoreOffError';
  message: string;
  code: ErrorCode;
};

type Failure_StreamGapError_Fragment = {
  __typename: 'StreamGapError';
  oldestSequence: number;
  message: string;
  code: ErrorCode;
};

type Failure_TurnNotFoundError_Fragment = {
  __typename: 'TurnNotFoundError';
  message: string;
  code: ErrorCode;
};

type Failure_UpstreamError_Fragment = {
  __typename: 'UpstreamError';
  retryAfterMs: number | null;
  message: string;
  code: ErrorCode;
};

export type FailureFragment =
  | Failure_CancelledError_Fragment
  | Failure_CompletionNotFoundError_Fragment
  | Failure_ConversationLockedError_Fragment
  | Failure_ConversationNotFoundError_Fragment
  | Failure_InvalidRequestError_Fragment
  | Failure_LoginFailedError_Fragment
  | Failure_LoginNotFoundError_Fragment
  | Failure_LoginNotNeededError_Fragment
  | Failure_LoginRequiredError_Fragment
  | Failure_ModelNotFoundError_Fragment
  | Failure_NotPermittedError_Fragment
  | Failure_RateLimitedError_Fragment
  | Failure_StoreOffError_Fragment
  | Failure_StreamGapError_Fragment
  | Failure_TurnNotFoundError_Fragment
  | Failure_UpstreamError_Fragment;

export type UsageQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  granularity?: UsageGranularity | null | undefined;
  timeZone?: string | null | undefined;
  groupBy?: Array<UsageDimension> | UsageDimension | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;

export type UsageQuery = {
  usage: {
    from: string;
    to: string;
    retentionDays: number;
    totals: {
      completions: number;
      failed: number;
      cancelled: number;
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
      meanFirstTokenMs: number | null;
      firstTokenMsP50: number | null;
      firstTokenMsP95: number | null;
      meanDurationMs: number | null;
      durationMsP50: number | null;
      durationMsP95: number | null;
      meanQueuedMs: number | null;
      estimatedCostUsd: number | null;
      unpricedCompletions: number;
    };
    buckets: Array<{
      start: string;
      model: string | null;
      keyName: string | null;
      surface: Surface | null;
      program: string | null;
      status: CompletionStatus | null;
      errorCode: ErrorCode | null;
      effort: string | null;
      totals: {
        completions: number;
        failed: number;
        cancelled: number;
        inputTokens: number;
        cachedInputTokens: number;
        cacheWriteInputTokens: number;
        outputTokens: number;
        reasoningOutputTokens: number;
        totalTokens: number;
        meanFirstTokenMs: number | null;
        firstTokenMsP50: number | null;
        firstTokenMsP95: number | null;
        meanDurationMs: number | null;
        durationMsP50: number | null;
        durationMsP95: number | null;
        meanQueuedMs: number | null;
        estimatedCostUsd: number | null;
        unpricedCompletions: number;
      };
    }>;
  };
};

export type CompletionRecordQueryVariables = Exact<{
  id: string;
}>;

export type CompletionRecordQuery = {
  completionRecord: {
    id: string;
    model: string;
    effort: string | null;
    surface: Surface;
    status: CompletionStatus;
    createdAt: string;
    firstTokenAt: string | null;
    endedAt: string;
    finishReason: FinishReason | null;
    errorCode: ErrorCode | null;
    content: {
      text: string;
      reasoning: string;
      messages: Array<{
        role: string;
        text: string;
        pictureCount: number;
        toolCallId: string | null;
        toolCalls: Array<{ callId: string; name: string; input: string }>;
      }>;
      toolCalls: Array<{ callId: string; name: string; input: string }>;
    } | null;
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      cacheWriteInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
    } | null;
  } | null;
};

export type CompletionRecordsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;

export type CompletionRecordsQuery = {
  completionRecords: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        model: string;
        effort: string | null;
        surface: Surface;
        status: CompletionStatus;
        createdAt: string;
        firstTokenAt: string | null;
        endedAt: string;
        finishReason: FinishReason | null;
        errorCode: ErrorCode | null;
        client: { keyName: string | null; program: string | null; userAgent: string | null };
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          cacheWriteInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          totalTokens: number;
        } | null;
      };
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type RecordFragment = {
  id: string;
  model: string;
  effort: string | null;
  surface: Surface;
  status: CompletionStatus;
  createdAt: string;
  firstTokenAt: string | null;
  endedAt: string;
  finishReason: FinishReason | null;
  errorCode: ErrorCode | null;
  client: { keyName: string | null; program: string | null; userAgent: string | null };
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    cacheWriteInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    totalTokens: number;
  } | null;
};

export type TotalsFragment = {
  completions: number;
  failed: number;
  cancelled: number;
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteInputTokens: number;
  outputTokens: number;
  reasoningOutputTokens: number;
  totalTokens: number;
  meanFirstTokenMs: number | null;
  firstTokenMsP50: number | null;
  firstTokenMsP95: number | null;
  meanDurationMs: number | null;
  durationMsP50: number | null;
  durationMsP95: number | null;
  meanQueuedMs: number | null;
  estimatedCostUsd: number | null;
  unpricedCompletions: number;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const FoundRowFragmentDoc = new TypedDocumentString(
  `
    fragment FoundRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
  surface
  client {
    keyName
    program
  }
  createdAt
  endedAt
  queuedMs
  timeToFirstTokenMs
  durationMs
  errorCode
  conversationId
  request {
    messageCount
    toolNames
    responseFormat
  }
}
    `,
  { fragmentName: 'FoundRow' },
) as unknown as TypedDocumentString<FoundRowFragment, unknown>;
export const SaidFragmentDoc = new TypedDocumentString(
  `
    fragment Said on Item {
  __typename
  itemId
  ... on MessageItem {
    role
    parts {
      ... on TextPart {
        text
      }
    }
  }
  ... on ReasoningItem {
    summary
  }
  ... on ToolCallItem {
    toolCall {
      callId
      name
      input
    }
  }
}
    `,
  { fragmentName: 'Said' },
) as unknown as TypedDocumentString<SaidFragment, unknown>;
export const AccountFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment AccountFields on Account {
  isReady
  method
  isLoginRequired
  email
  plan
  quota {
    limitId
    kind
    usedPercent
    windowMinutes
    resetsAt
  }
  pendingLogin {
    id
  }
}
    `,
  { fragmentName: 'AccountFields' },
) as unknown as TypedDocumentString<AccountFieldsFragment, unknown>;
export const LoginFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment LoginFields on Login {
  id
  verificationUrl
  userCode
  createdAt
  expiresAt
  status
  error {
    code
  }
}
    `,
  { fragmentName: 'LoginFields' },
) as unknown as TypedDocumentString<LoginFieldsFragment, unknown>;
export const TokensFragmentDoc = new TypedDocumentString(
  `
    fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
    `,
  { fragmentName: 'Tokens' },
) as unknown as TypedDocumentString<TokensFragment, unknown>;
export const BoardRowFragmentDoc = new TypedDocumentString(
  `
    fragment BoardRow on ChatCompletion {
  id
  model
  surface
  client {
    keyName
    program
    userAgent
  }
  status
  createdAt
  firstTokenAt
  endedAt
  timeToFirstTokenMs
  durationMs
  finishReason
  usage {
    ...Tokens
  }
  error {
    code
  }
}
    fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}`,
  { fragmentName: 'BoardRow' },
) as unknown as TypedDocumentString<BoardRowFragment, unknown>;
export const CallFragmentDoc = new TypedDocumentString(
  `
    fragment Call on ToolCall {
  callId
  type
  name
  input
}
    `,
  { fragmentName: 'Call' },
) as unknown as TypedDocumentString<CallFragment, unknown>;
export const BoardEventFragmentDoc = new TypedDocumentString(
  `
    fragment BoardEvent on ActivityEvent {
  __typename
  at
  cursor
  ... on ChatCompletionActivity {
    completion {
      ...BoardRow
    }
  }
  ... on ActivityToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ActivityGap {
    hasRestarted
  }
}
    fragment BoardRow on ChatCompletion {
  id
  model
  surface
  client {
    keyName
    program
    userAgent
  }
  status
  createdAt
  firstTokenAt
  endedAt
  timeToFirstTokenMs
  durationMs
  finishReason
  usage {
    ...Tokens
  }
  error {
    code
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}`,
  { fragmentName: 'BoardEvent' },
) as unknown as TypedDocumentString<BoardEventFragment, unknown>;
export const FailureFragmentDoc = new TypedDocumentString(
  `
    fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}
    `,
  { fragmentName: 'Failure' },
) as unknown as TypedDocumentString<FailureFragment, unknown>;
export const CompletionFragmentDoc = new TypedDocumentString(
  `
    fragment Completion on ChatCompletion {
  id
  model
  effort
  surface
  previousId
  nextId
  status
  createdAt
  text
  reasoning
  toolCalls {
    ...Call
  }
  unmet
  lastSequence
  finishReason
  usage {
    ...Tokens
  }
  error {
    ...Failure
  }
}
    fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { fragmentName: 'Completion' },
) as unknown as TypedDocumentString<CompletionFragment, unknown>;
export const ConversationFactsFragmentDoc = new TypedDocumentString(
  `
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
    `,
  { fragmentName: 'ConversationFacts' },
) as unknown as TypedDocumentString<ConversationFactsFragment, unknown>;
export const TurnFactsFragmentDoc = new TypedDocumentString(
  `
    fragment TurnFacts on ConversationTurn {
  id
  completionId
  conversationId
  status
  surface
  model
  completion {
    id
    status
  }
}
    `,
  { fragmentName: 'TurnFacts' },
) as unknown as TypedDocumentString<TurnFactsFragment, unknown>;
export const PartFragmentDoc = new TypedDocumentString(
  `
    fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
    `,
  { fragmentName: 'Part' },
) as unknown as TypedDocumentString<PartFragment, unknown>;
export const ShownItemFragmentDoc = new TypedDocumentString(
  `
    fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
    fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}`,
  { fragmentName: 'ShownItem' },
) as unknown as TypedDocumentString<ShownItemFragment, unknown>;
export const TurnFragmentDoc = new TypedDocumentString(
  `
    fragment Turn on ConversationTurn {
  ...TurnFacts
  previousTurnId
  input {
    ...ShownItem
  }
  output {
    ...ShownItem
  }
  usage {
    totalTokens
  }
  error {
    ...Failure
  }
  incompleteReason
}
    fragment TurnFacts on ConversationTurn {
  id
  completionId
  conversationId
  status
  surface
  model
  completion {
    id
    status
  }
}
fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { fragmentName: 'Turn' },
) as unknown as TypedDocumentString<TurnFragment, unknown>;
export const ModelFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment ModelFields on Model {
  id
  displayName
  description
  efforts {
    effort
    description
  }
  defaultEffort
  inputModalities
  contextWindow
  serviceTiers {
    tier
    name
    description
  }
  isDefault
  isHidden
}
    `,
  { fragmentName: 'ModelFields' },
) as unknown as TypedDocumentString<ModelFieldsFragment, unknown>;
export const ItemEventFragmentDoc = new TypedDocumentString(
  `
    fragment ItemEvent on ChatCompletionItemEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionItemChange {
    index
  }
  ... on ChatCompletionItemAdded {
    item {
      ...ShownItem
    }
  }
  ... on ChatCompletionItemTextDelta {
    text
  }
  ... on ChatCompletionItemSummaryDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionItemRefusalDelta {
    text
  }
  ... on ChatCompletionItemCallDelta {
    text
  }
  ... on ChatCompletionItemCall {
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionItemDone {
    item {
      ...ShownItem
    }
  }
  ... on ChatCompletionDone {
    finishReason
    refusal
    usage {
      ...Tokens
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
    fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { fragmentName: 'ItemEvent' },
) as unknown as TypedDocumentString<ItemEventFragment, unknown>;
export const RowFragmentDoc = new TypedDocumentString(
  `
    fragment Row on CompletionRow {
  completionId
  requestId
  status
  model
  effort
  client {
    keyName
    program
  }
  surface
  surfaceName
  createdAt
  firstTokenAt
  endedAt
  queuedMs
  durationMs
  timeToFirstTokenMs
  finishReason
  errorCode
  usage {
    totalTokens
  }
  conversationId
  request {
    messageCount
    pictureCount
    toolCount
    toolNames
    toolChoice {
      mode
      toolNames
    }
    responseFormat
    maxOutputTokens
    isStreamed
  }
}
    `,
  { fragmentName: 'Row' },
) as unknown as TypedDocumentString<RowFragment, unknown>;
export const EventFragmentDoc = new TypedDocumentString(
  `
    fragment Event on ChatCompletionEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionStarted {
    completion {
      id
      model
      effort
      surface
      createdAt
    }
  }
  ... on ChatCompletionDelta {
    text
  }
  ... on ChatCompletionReasoningDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionRefusalDelta {
    text
  }
  ... on ChatCompletionToolCallStarted {
    index
    callId
    type
    name
  }
  ... on ChatCompletionToolCallDelta {
    index
    text
  }
  ... on ChatCompletionToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionDone {
    finishReason
    usage {
      ...Tokens
    }
    completion {
      id
      status
      text
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
    fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { fragmentName: 'Event' },
) as unknown as TypedDocumentString<EventFragment, unknown>;
export const RecordFragmentDoc = new TypedDocumentString(
  `
    fragment Record on CompletionRecord {
  id
  model
  effort
  surface
  status
  createdAt
  firstTokenAt
  endedAt
  finishReason
  errorCode
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    cacheWriteInputTokens
    outputTokens
    reasoningOutputTokens
    totalTokens
  }
}
    `,
  { fragmentName: 'Record' },
) as unknown as TypedDocumentString<RecordFragment, unknown>;
export const TotalsFragmentDoc = new TypedDocumentString(
  `
    fragment Totals on UsageTotals {
  completions
  failed
  cancelled
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
  meanFirstTokenMs
  firstTokenMsP50
  firstTokenMsP95
  meanDurationMs
  durationMsP50
  durationMsP95
  meanQueuedMs
  estimatedCostUsd
  unpricedCompletions
}
    `,
  { fragmentName: 'Totals' },
) as unknown as TypedDocumentString<TotalsFragment, unknown>;
export const FollowAccountDocument = new TypedDocumentString(
  `
    subscription FollowAccount {
  account {
    __typename
    account {
      id
      isReady
      isLoginRequired
      method
      email
      plan
      quota {
        kind
        limitId
        usedPercent
        resetsAt
        windowMinutes
        observedAt
        exhaustedAt
      }
      credits {
        hasCredits
        isUnlimited
        balance
      }
      pendingLogin {
        id
        status
        userCode
        verificationUrl
        expiresAt
      }
    }
    ... on AccountLoginFailed {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:a05379636631ce3b3c7f9cf68943d66446d3ee364c320ad124ced314f51367b2' },
) as unknown as TypedDocumentString<FollowAccountSubscription, FollowAccountSubscriptionVariables>;
export const LogInDocument = new TypedDocumentString(
  `
    mutation LogIn {
  startLogin {
    __typename
    ... on Login {
      id
      verificationUrl
      userCode
      expiresAt
    }
    ... on Error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:8c015006e0e9a3ac23821add4d5bf5341c40a9f753e12ee569e69b89ff15a4f1' },
) as unknown as TypedDocumentString<LogInMutation, LogInMutationVariables>;
export const ReadQuotaHistoryDocument = new TypedDocumentString(
  `
    query ReadQuotaHistory($hours: Int! = 24) {
  quotaHistory(hours: $hours) {
    limitId
    kind
    windowMinutes
    usedPercent
    resetsAt
    observedAt
  }
}
    `,
  { hash: 'sha256:76d2f93886aa5d3627a1bd31f927e12dabec2237876642d064c2a1119bb2b52b' },
) as unknown as TypedDocumentString<ReadQuotaHistoryQuery, ReadQuotaHistoryQueryVariables>;
export const ReportUsageDocument = new TypedDocumentString(
  `
    query ReportUsage($granularity: UsageGranularity, $timeZone: String, $groupBy: [UsageDimension!], $filter: UsageFilter) {
  usage(
    granularity: $granularity
    timeZone: $timeZone
    groupBy: $groupBy
    filter: $filter
  ) {
    from
    to
    retentionDays
    totals {
      completions
      failed
      cancelled
      totalTokens
      firstTokenMsP50
      firstTokenMsP95
      durationMsP95
      meanQueuedMs
      estimatedCostUsd
      unpricedCompletions
    }
    buckets {
      start
      model
      program
      totals {
        completions
        inputTokens
        cachedInputTokens
        outputTokens
        reasoningOutputTokens
      }
    }
  }
  completionRecords(first: 5, filter: $filter) {
    edges {
      node {
        id
        status
        model
        surface
        endedAt
        client {
          keyName
          program
          userAgent
        }
        usage {
          totalTokens
        }
      }
    }
  }
}
    `,
  { hash: 'sha256:344f2ae38b6baad265f49bf8ea0d9eb9130c1e30721848044881c3ca9810bb4d' },
) as unknown as TypedDocumentString<ReportUsageQuery, ReportUsageQueryVariables>;
export const ListCompletionsDocument = new TypedDocumentString(
  `
    query ListCompletions($first: Int, $after: String, $filter: ChatCompletionFilter) {
  completions(first: $first, after: $after, filter: $filter) {
    totalCount
    activityCursor
    edges {
      node {
        id
        status
        model
        effort
        surface
        client {
          keyName
          program
          userAgent
        }
        createdAt
        queuedMs
        timeToFirstTokenMs
        durationMs
        usage {
          inputTokens
          cachedInputTokens
          outputTokens
          reasoningOutputTokens
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `,
  { hash: 'sha256:4efdd3251f37d9f8560466fb242431d1a9ee01940e771acc68adc40f95e7b85c' },
) as unknown as TypedDocumentString<ListCompletionsQuery, ListCompletionsQueryVariables>;
export const FindCompletionsDocument = new TypedDocumentString(
  `
    query FindCompletions($search: String, $orderBy: CompletionOrder) {
  completions(first: 10, search: $search, orderBy: $orderBy) {
    totalCount
    edges {
      node {
        ...FoundRow
        textLength
        outputTokensSoFar
      }
    }
  }
  completionRecords(first: 10, search: $search, orderBy: $orderBy) {
    totalCount
    edges {
      node {
        ...FoundRow
      }
    }
  }
}
    fragment FoundRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
  surface
  client {
    keyName
    program
  }
  createdAt
  endedAt
  queuedMs
  timeToFirstTokenMs
  durationMs
  errorCode
  conversationId
  request {
    messageCount
    toolNames
    responseFormat
  }
}`,
  { hash: 'sha256:c250383de0aaffb52760be017b0e6ef646b04a39a781bc1b39fd6b353ae25947' },
) as unknown as TypedDocumentString<FindCompletionsQuery, FindCompletionsQueryVariables>;
export const WatchActivityDocument = new TypedDocumentString(
  `
    subscription WatchActivity($after: String, $filter: ActivityFilter, $withProgress: Boolean) {
  activity(after: $after, filter: $filter, withProgress: $withProgress) {
    __typename
    at
    cursor
    ... on ChatCompletionActivity {
      completion {
        id
        status
        model
        surface
        client {
          keyName
          program
          userAgent
        }
        queuePosition
        timeToFirstTokenMs
        durationMs
        outputTokensSoFar
        error {
          code
        }
      }
    }
    ... on ActivityToolCall {
      toolCall {
        name
      }
    }
    ... on ActivityGap {
      hasRestarted
    }
  }
}
    `,
  { hash: 'sha256:043bedcae1c66d048f43830fad00cdc6da3f33f32be1904b43dad61a7ca96ed7' },
) as unknown as TypedDocumentString<WatchActivitySubscription, WatchActivitySubscriptionVariables>;
export const StopAllDocument = new TypedDocumentString(
  `
    mutation StopAll($filter: ChatCompletionFilter!) {
  cancelChatCompletions(input: {filter: $filter}) {
    count
  }
}
    `,
  { hash: 'sha256:50f40214d8d4fc12bcd4633b54de094939dd83ac976f16726019ae522c964679' },
) as unknown as TypedDocumentString<StopAllMutation, StopAllMutationVariables>;
export const StartAnswerDocument = new TypedDocumentString(
  `
    mutation StartAnswer($input: ChatCompletionInput!) {
  startChatCompletion(input: $input) {
    __typename
    ... on ChatCompletion {
      id
      status
      createdAt
    }
    ... on Error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:2c6ae3db1770e3cecc73fadabc7314da19e2e640aa4580ad46d669bc92ceb3c8' },
) as unknown as TypedDocumentString<StartAnswerMutation, StartAnswerMutationVariables>;
export const WatchAnswerDocument = new TypedDocumentString(
  `
    subscription WatchAnswer($id: ID!, $after: Int) {
  chatCompletionEvents(id: $id, after: $after) {
    __typename
    completionId
    sequence
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionDone {
      finishReason
      completion {
        text
        surface
      }
    }
    ... on ChatCompletionFailed {
      error {
        code
        message
      }
    }
    ... on ChatCompletionUnavailable {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:5899a973b3cec55ec3a090d6ce2a3294dbaa779a4c05e0cfad3b330401865ae1' },
) as unknown as TypedDocumentString<WatchAnswerSubscription, WatchAnswerSubscriptionVariables>;
export const ReadAnswerDocument = new TypedDocumentString(
  `
    query ReadAnswer($id: ID!) {
  chatCompletion(id: $id) {
    id
    status
    text
    lastSequence
    finishReason
    error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:7dc099699a04eec42417cb7fb6ea63d6db92450745524a7e36d4d0da87c5a824' },
) as unknown as TypedDocumentString<ReadAnswerQuery, ReadAnswerQueryVariables>;
export const CancelAnswerDocument = new TypedDocumentString(
  `
    mutation CancelAnswer($input: CancelChatCompletionInput!) {
  cancelChatCompletion(input: $input) {
    __typename
    ... on ChatCompletion {
      id
      status
      text
    }
    ... on Error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:27eb5d6461af92095bd9d05387ef585c8e9084aecd370d8d6cc6fb5d24014127' },
) as unknown as TypedDocumentString<CancelAnswerMutation, CancelAnswerMutationVariables>;
export const StreamAnswerDocument = new TypedDocumentString(
  `
    subscription StreamAnswer($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    completionId
    sequence
    ... on ChatCompletionReasoningDelta {
      summaryIndex
      text
    }
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionDone {
      finishReason
      usage {
        inputTokens
        cachedInputTokens
        outputTokens
        reasoningOutputTokens
      }
      completion {
        text
      }
    }
    ... on ChatCompletionFailed {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:3af0d8a2a2d7b961fadc62830c1bdbbdf6a38e01457e8f898f7ac0415fd8a1db' },
) as unknown as TypedDocumentString<StreamAnswerSubscription, StreamAnswerSubscriptionVariables>;
export const GetAnswerDocument = new TypedDocumentString(
  `
    mutation GetAnswer($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ... on ChatCompletion {
      id
      model
      effort
      text
      finishReason
      usage {
        inputTokens
        cachedInputTokens
        outputTokens
        reasoningOutputTokens
      }
    }
    ... on Error {
      code
      message
    }
    ... on RateLimitedError {
      retryAfterMs
    }
  }
}
    `,
  { hash: 'sha256:b314d803906dffcc6c80387ee2a23647d6030bc5c358a99bcd35462d3dcfdc70' },
) as unknown as TypedDocumentString<GetAnswerMutation, GetAnswerMutationVariables>;
export const GetJsonDocument = new TypedDocumentString(
  `
    mutation GetJson($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ... on ChatCompletion {
      text
      finishReason
    }
    ... on InvalidRequestError {
      param
    }
    ... on Error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:0b2e83a1e3420e6c53dd6a50439926448df857063f00e9b130c1dcb556667d6c' },
) as unknown as TypedDocumentString<GetJsonMutation, GetJsonMutationVariables>;
export const CallToolDocument = new TypedDocumentString(
  `
    subscription CallTool($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    completionId
    sequence
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionToolCallStarted {
      index
      callId
      name
    }
    ... on ChatCompletionToolCallDelta {
      index
      text
    }
    ... on ChatCompletionToolCall {
      index
      toolCall {
        callId
        name
        input
      }
    }
    ... on ChatCompletionDone {
      finishReason
      completion {
        toolCalls {
          callId
          name
          input
        }
      }
    }
    ... on ChatCompletionFailed {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:9c9c8cfb19bf133c8cd9ebbd5d3f17992b1fe2f86bf558ae9b8a3edbc62bd397' },
) as unknown as TypedDocumentString<CallToolSubscription, CallToolSubscriptionVariables>;
export const SendToolOutputsDocument = new TypedDocumentString(
  `
    subscription SendToolOutputs($input: SubmitToolOutputsInput!) {
  submitToolOutputs(input: $input) {
    __typename
    completionId
    sequence
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionToolCall {
      toolCall {
        callId
        name
        input
      }
    }
    ... on ChatCompletionDone {
      finishReason
      completion {
        text
        previousId
      }
    }
    ... on ChatCompletionFailed {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:139b3f2fe1c3af1e8dd6d5b3c586dfafada484669198991dd29f0f2a5e5b3164' },
) as unknown as TypedDocumentString<
  SendToolOutputsSubscription,
  SendToolOutputsSubscriptionVariables
>;
export const BeginConversationDocument = new TypedDocumentString(
  `
    mutation BeginConversation($input: SendMessageInput!) {
  sendMessage(input: $input) {
    __typename
    ... on SentMessage {
      completion {
        id
        status
      }
      conversation {
        id
        title
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:dd1eede8c88edbba182e1ca5a57b2bb8c2384bfababdf2a458e969da68ab5774' },
) as unknown as TypedDocumentString<BeginConversationMutation, BeginConversationMutationVariables>;
export const ContinueConversationDocument = new TypedDocumentString(
  `
    subscription ContinueConversation($input: SendMessageInput!) {
  sendMessage(input: $input, onDisconnect: CONTINUE) {
    __typename
    completionId
    sequence
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionDone {
      finishReason
      completion {
        text
      }
    }
    ... on ChatCompletionFailed {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:68738bf2b9bcae027545307a0ae9d620a769a9f5e30bc91bbfc4b61a22e18045' },
) as unknown as TypedDocumentString<
  ContinueConversationSubscription,
  ContinueConversationSubscriptionVariables
>;
export const ListConversationsDocument = new TypedDocumentString(
  `
    query ListConversations($first: Int, $after: String, $search: String) {
  conversations(first: $first, after: $after, search: $search) {
    edges {
      node {
        id
        title
        createdAt
        usedAt
        lastTurnId
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `,
  { hash: 'sha256:874a6ba07796ea8a85e082c6acab92f64dd4f80fc9c90a4edc99b7324fbfc63d' },
) as unknown as TypedDocumentString<ListConversationsQuery, ListConversationsQueryVariables>;
export const ReadConversationDocument = new TypedDocumentString(
  `
    query ReadConversation($id: ID!) {
  conversation(id: $id) {
    id
    title
    turns(last: 10) {
      edges {
        node {
          id
          completionId
          status
          surface
          model
          input {
            ...Said
          }
          output {
            ...Said
          }
        }
      }
    }
  }
}
    fragment Said on Item {
  __typename
  itemId
  ... on MessageItem {
    role
    parts {
      ... on TextPart {
        text
      }
    }
  }
  ... on ReasoningItem {
    summary
  }
  ... on ToolCallItem {
    toolCall {
      callId
      name
      input
    }
  }
}`,
  { hash: 'sha256:ed6c7c748f9405939b683e5d630a40d90cc71d0b6ae0371b816010e2d35b56ed' },
) as unknown as TypedDocumentString<ReadConversationQuery, ReadConversationQueryVariables>;
export const WatchConversationDocument = new TypedDocumentString(
  `
    subscription WatchConversation($id: ID!) {
  conversation(id: $id) {
    __typename
    ... on ConversationState {
      conversation {
        title
        lastTurnId
      }
    }
    ... on ConversationTurnStarted {
      turn {
        completionId
        surface
      }
    }
    ... on ConversationTurnEnded {
      turn {
        completionId
        status
      }
    }
    ... on ConversationChanged {
      conversation {
        title
      }
    }
    ... on ConversationUnavailable {
      error {
        code
        message
      }
    }
  }
}
    `,
  { hash: 'sha256:233392a114487ecc19b2ebd0971b27d48eca5caacd07c10617988ed4bbad7935' },
) as unknown as TypedDocumentString<
  WatchConversationSubscription,
  WatchConversationSubscriptionVariables
>;
export const DeleteConversationDocument = new TypedDocumentString(
  `
    mutation DeleteConversation($input: DeleteConversationInput!) {
  deleteConversation(input: $input) {
    __typename
    ... on DeletedConversation {
      conversationId
    }
    ... on Error {
      code
      message
    }
  }
}
    `,
  { hash: 'sha256:540ef5b1ac4540c5eb18faf3620eb95e7ca618be0fa6cff62bc4d97ae0856f2a' },
) as unknown as TypedDocumentString<
  DeleteConversationMutation,
  DeleteConversationMutationVariables
>;
export const ListModelsDocument = new TypedDocumentString(
  `
    query ListModels($first: Int) {
  models(first: $first) {
    edges {
      node {
        id
        displayName
        description
        isDefault
        defaultEffort
        efforts {
          effort
        }
        inputModalities
        contextWindow
        serviceTiers {
          tier
          name
        }
      }
    }
  }
}
    `,
  { hash: 'sha256:df15518dfe4cf435544c0d7111786d579852ad681f7302f1352efcf43e776f24' },
) as unknown as TypedDocumentString<ListModelsQuery, ListModelsQueryVariables>;
export const ReadViewerDocument = new TypedDocumentString(
  `
    query ReadViewer {
  viewer {
    keyName
    seesAll
    isKeyRequired
    mayChangeLogin
  }
  keys {
    name
    seesAll
  }
  fallbackModel
}
    `,
  { hash: 'sha256:86ddf4f661ec7605461f0d6808c794e5e87a762718a37b783500760a6d29709d' },
) as unknown as TypedDocumentString<ReadViewerQuery, ReadViewerQueryVariables>;
export const DiagnoseDocument = new TypedDocumentString(
  `
    query Diagnose {
  diagnostics {
    checkedAt
    status
    findings {
      check
      status
      title
      detail
      remedy
    }
  }
}
    `,
  { hash: 'sha256:5a01a2e33132a335a36167a8a99457c2822ab2d9864857ad0ca626e06b3a8197' },
) as unknown as TypedDocumentString<DiagnoseQuery, DiagnoseQueryVariables>;
export const ListSettingsDocument = new TypedDocumentString(
  `
    query ListSettings {
  settings {
    group
    name
    variable
    value
    source
    isSecret
    description
  }
}
    `,
  { hash: 'sha256:dd808ac9846de05a6a2fd53fc631a8741db8b1b7bf50adecfb4863f461d79a05' },
) as unknown as TypedDocumentString<ListSettingsQuery, ListSettingsQueryVariables>;
export const ListAlertsDocument = new TypedDocumentString(
  `
    query ListAlerts {
  alerts {
    alertId
    kind
    severity
    subject
    message
    remedy
    since
  }
}
    `,
  { hash: 'sha256:f4dc2042149ad069f77938bb258ba78b07d0b038fbe6c9bb49202a2ee6328457' },
) as unknown as TypedDocumentString<ListAlertsQuery, ListAlertsQueryVariables>;
export const CheckHealthDocument = new TypedDocumentString(
  `
    query CheckHealth {
  version
  health {
    id
    isReady
    engine {
      id
      name
      reason
      fallbacks {
        kind
        subject
        reason
        since
      }
      state
      version
      activeTurns
    }
    queue {
      id
      queuedTurns
      maxTurns
      longestWaitMs
    }
    store {
      mode
      conversations
      bytes
      oldestAt
    }
    usage {
      retentionDays
      bytes
      oldestAt
    }
    parkedTurns
    warmThreads
    keptThreads
    loadedThreads
    startedAt
    isDemo
    baseUrl
    memoryBytes
    eventLoopDelayMsP99
  }
}
    `,
  { hash: 'sha256:4bc568b29eee6f98d6c557bc28e87fc1ecc82d399f4abd4881691421af5128f9' },
) as unknown as TypedDocumentString<CheckHealthQuery, CheckHealthQueryVariables>;
export const AccountDocument = new TypedDocumentString(
  `
    query Account {
  account {
    ...AccountFields
  }
}
    fragment AccountFields on Account {
  isReady
  method
  isLoginRequired
  email
  plan
  quota {
    limitId
    kind
    usedPercent
    windowMinutes
    resetsAt
  }
  pendingLogin {
    id
  }
}`,
  { hash: 'sha256:4b653f21e6115edc1481cede928abdb74c3a0a66a5eeb9bd231d9971308ef91b' },
) as unknown as TypedDocumentString<AccountQuery, AccountQueryVariables>;
export const StartLoginDocument = new TypedDocumentString(
  `
    mutation StartLogin {
  startLogin {
    __typename
    ... on Login {
      ...LoginFields
    }
    ... on Error {
      code
      message
    }
  }
}
    fragment LoginFields on Login {
  id
  verificationUrl
  userCode
  createdAt
  expiresAt
  status
  error {
    code
  }
}`,
  { hash: 'sha256:67f280e9c7be8a48a4942c3d243fc45c42472ca29847262a16081659ac0cc9cd' },
) as unknown as TypedDocumentString<StartLoginMutation, StartLoginMutationVariables>;
export const CancelLoginDocument = new TypedDocumentString(
  `
    mutation CancelLogin($id: ID!) {
  cancelLogin(input: {id: $id}) {
    __typename
    ... on Login {
      ...LoginFields
    }
    ... on Error {
      code
      message
    }
  }
}
    fragment LoginFields on Login {
  id
  verificationUrl
  userCode
  createdAt
  expiresAt
  status
  error {
    code
  }
}`,
  { hash: 'sha256:99f2e6197132e17047aac7db3fbf57a8165d689cc42011680a10f99ca06053c9' },
) as unknown as TypedDocumentString<CancelLoginMutation, CancelLoginMutationVariables>;
export const LogoutDocument = new TypedDocumentString(
  `
    mutation Logout {
  logout {
    __typename
    ... on Account {
      ...AccountFields
    }
    ... on Error {
      code
      message
    }
  }
}
    fragment AccountFields on Account {
  isReady
  method
  isLoginRequired
  email
  plan
  quota {
    limitId
    kind
    usedPercent
    windowMinutes
    resetsAt
  }
  pendingLogin {
    id
  }
}`,
  { hash: 'sha256:32270ef4c40b3a08f796ae1011165b89b956b1f58757f1255160c318c54f9220' },
) as unknown as TypedDocumentString<LogoutMutation, LogoutMutationVariables>;
export const WatchAccountDocument = new TypedDocumentString(
  `
    subscription WatchAccount {
  account {
    __typename
    account {
      ...AccountFields
    }
    ... on AccountLoginStarted {
      login {
        ...LoginFields
      }
    }
    ... on AccountLoginCompleted {
      login {
        ...LoginFields
      }
    }
    ... on AccountLoginFailed {
      login {
        ...LoginFields
      }
      error {
        __typename
        code
        message
      }
    }
  }
}
    fragment AccountFields on Account {
  isReady
  method
  isLoginRequired
  email
  plan
  quota {
    limitId
    kind
    usedPercent
    windowMinutes
    resetsAt
  }
  pendingLogin {
    id
  }
}
fragment LoginFields on Login {
  id
  verificationUrl
  userCode
  createdAt
  expiresAt
  status
  error {
    code
  }
}`,
  { hash: 'sha256:bef85c8c0efb7eee9971389a321f73d2486aa7a0e08c4b61348c046174b65d49' },
) as unknown as TypedDocumentString<WatchAccountSubscription, WatchAccountSubscriptionVariables>;
export const WatchHealthDocument = new TypedDocumentString(
  `
    subscription WatchHealth {
  health {
    isReady
    engine {
      state
      activeTurns
    }
    account {
      isReady
    }
    queue {
      maxTurns
      queuedTurns
    }
    parkedTurns
    loadedThreads
  }
}
    `,
  { hash: 'sha256:b8489c9b89f9ad04cb669db215e4017289d00ce7c97eb1e54102d29c86fb51e1' },
) as unknown as TypedDocumentString<WatchHealthSubscription, WatchHealthSubscriptionVariables>;
export const QuotaDocument = new TypedDocumentString(
  `
    query Quota {
  account {
    quota {
      usedPercent
      resetsAt
      observedAt
      exhaustedAt
    }
    credits {
      hasCredits
      isUnlimited
      balance
    }
  }
}
    `,
  { hash: 'sha256:ba5db08bfe04f3b0697359611df9de691524dfd797490270f2b88d02dbb8fa30' },
) as unknown as TypedDocumentString<QuotaQuery, QuotaQueryVariables>;
export const FollowAlertsDocument = new TypedDocumentString(
  `
    subscription FollowAlerts {
  alerts {
    alertId
    kind
    severity
    subject
    message
  }
}
    `,
  { hash: 'sha256:95752a637b4692ede6632817c7d26b1d53c41870db8f1bb30bdf1c14f37fb29f' },
) as unknown as TypedDocumentString<FollowAlertsSubscription, FollowAlertsSubscriptionVariables>;
export const BoardDocument = new TypedDocumentString(
  `
    query Board($first: Int, $after: String, $last: Int, $before: String, $filter: ChatCompletionFilter) {
  completions(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    totalCount
    activityCursor
    edges {
      cursor
      node {
        ...BoardRow
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    fragment BoardRow on ChatCompletion {
  id
  model
  surface
  client {
    keyName
    program
    userAgent
  }
  status
  createdAt
  firstTokenAt
  endedAt
  timeToFirstTokenMs
  durationMs
  finishReason
  usage {
    ...Tokens
  }
  error {
    code
  }
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}`,
  { hash: 'sha256:07cbbb0867ced4e07e8ba1677fcd9b3070860e8d33574197129af4ff66db0913' },
) as unknown as TypedDocumentString<BoardQuery, BoardQueryVariables>;
export const LiveBoardDocument = new TypedDocumentString(
  `
    subscription LiveBoard($filter: ActivityFilter, $after: String) {
  activity(filter: $filter, after: $after) {
    ...BoardEvent
  }
}
    fragment BoardEvent on ActivityEvent {
  __typename
  at
  cursor
  ... on ChatCompletionActivity {
    completion {
      ...BoardRow
    }
  }
  ... on ActivityToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ActivityGap {
    hasRestarted
  }
}
fragment BoardRow on ChatCompletion {
  id
  model
  surface
  client {
    keyName
    program
    userAgent
  }
  status
  createdAt
  firstTokenAt
  endedAt
  timeToFirstTokenMs
  durationMs
  finishReason
  usage {
    ...Tokens
  }
  error {
    code
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}`,
  { hash: 'sha256:ec2864dbf26370ab1359961c299e539d7485b80a182381e8bd19560cd1e1405c' },
) as unknown as TypedDocumentString<LiveBoardSubscription, LiveBoardSubscriptionVariables>;
export const ChatDocument = new TypedDocumentString(
  `
    mutation Chat($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ...Completion
    ...Failure
  }
}
    fragment Completion on ChatCompletion {
  id
  model
  effort
  surface
  previousId
  nextId
  status
  createdAt
  text
  reasoning
  toolCalls {
    ...Call
  }
  unmet
  lastSequence
  finishReason
  usage {
    ...Tokens
  }
  error {
    ...Failure
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:54f235ee8fb41d017a04f2aea26df45bcb38c498ca8ef8ca3fd53ba671d03a0c' },
) as unknown as TypedDocumentString<ChatMutation, ChatMutationVariables>;
export const StartChatDocument = new TypedDocumentString(
  `
    mutation StartChat($input: ChatCompletionInput!) {
  startChatCompletion(input: $input) {
    __typename
    ...Completion
    ...Failure
  }
}
    fragment Completion on ChatCompletion {
  id
  model
  effort
  surface
  previousId
  nextId
  status
  createdAt
  text
  reasoning
  toolCalls {
    ...Call
  }
  unmet
  lastSequence
  finishReason
  usage {
    ...Tokens
  }
  error {
    ...Failure
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:ed5681861b311ab9d64cf44352ba8ac56b4f95ae20ca3ca3b93ab5bb0389adbd' },
) as unknown as TypedDocumentString<StartChatMutation, StartChatMutationVariables>;
export const SubmitOutputsDocument = new TypedDocumentString(
  `
    mutation SubmitOutputs($input: SubmitToolOutputsInput!) {
  submitToolOutputs(input: $input) {
    __typename
    ...Completion
    ...Failure
  }
}
    fragment Completion on ChatCompletion {
  id
  model
  effort
  surface
  previousId
  nextId
  status
  createdAt
  text
  reasoning
  toolCalls {
    ...Call
  }
  unmet
  lastSequence
  finishReason
  usage {
    ...Tokens
  }
  error {
    ...Failure
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:9da51b0bcb2dc67905bd573e9402a38eb7242715d496fa836934a9fa9eee5a71' },
) as unknown as TypedDocumentString<SubmitOutputsMutation, SubmitOutputsMutationVariables>;
export const CancelChatDocument = new TypedDocumentString(
  `
    mutation CancelChat($id: ID!) {
  cancelChatCompletion(input: {id: $id}) {
    __typename
    ...Completion
    ...Failure
  }
}
    fragment Completion on ChatCompletion {
  id
  model
  effort
  surface
  previousId
  nextId
  status
  createdAt
  text
  reasoning
  toolCalls {
    ...Call
  }
  unmet
  lastSequence
  finishReason
  usage {
    ...Tokens
  }
  error {
    ...Failure
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:92464fa8166627db0a9548d207cf786f8beb25a58677065076de2f62659c753b' },
) as unknown as TypedDocumentString<CancelChatMutation, CancelChatMutationVariables>;
export const ReadChatDocument = new TypedDocumentString(
  `
    query ReadChat($id: ID!) {
  chatCompletion(id: $id) {
    ...Completion
  }
}
    fragment Completion on ChatCompletion {
  id
  model
  effort
  surface
  previousId
  nextId
  status
  createdAt
  text
  reasoning
  toolCalls {
    ...Call
  }
  unmet
  lastSequence
  finishReason
  usage {
    ...Tokens
  }
  error {
    ...Failure
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:da723d6e310b64995417613ec7da9466340d28b1d6b9f237418ab75939615aaa' },
) as unknown as TypedDocumentString<ReadChatQuery, ReadChatQueryVariables>;
export const ReadCallsDocument = new TypedDocumentString(
  `
    query ReadCalls($id: ID!) {
  chatCompletion(id: $id) {
    lastSequence
    refusal
    toolCalls {
      ...Call
    }
    openToolCalls {
      index
      toolCall {
        ...Call
      }
    }
  }
}
    fragment Call on ToolCall {
  callId
  type
  name
  input
}`,
  { hash: 'sha256:38c094c3602a60927cff17b620f89db27415963601eea125534ba942b94be0e7' },
) as unknown as TypedDocumentString<ReadCallsQuery, ReadCallsQueryVariables>;
export const SendMessageDocument = new TypedDocumentString(
  `
    mutation SendMessage($input: SendMessageInput!) {
  sendMessage(input: $input) {
    __typename
    ... on SentMessage {
      completion {
        id
        status
        model
        surface
        conversationId
      }
      conversation {
        ...ConversationFacts
      }
    }
    ...Failure
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:5d567c4d788c5f4b77eac278637f8b731f496ca43ea5616d32dab713fc4f8e05' },
) as unknown as TypedDocumentString<SendMessageMutation, SendMessageMutationVariables>;
export const StreamMessageDocument = new TypedDocumentString(
  `
    subscription StreamMessage($input: SendMessageInput!, $onDisconnect: OnDisconnect!) {
  sendMessage(input: $input, onDisconnect: $onDisconnect) {
    ...Event
  }
}
    fragment Event on ChatCompletionEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionStarted {
    completion {
      id
      model
      effort
      surface
      createdAt
    }
  }
  ... on ChatCompletionDelta {
    text
  }
  ... on ChatCompletionReasoningDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionRefusalDelta {
    text
  }
  ... on ChatCompletionToolCallStarted {
    index
    callId
    type
    name
  }
  ... on ChatCompletionToolCallDelta {
    index
    text
  }
  ... on ChatCompletionToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionDone {
    finishReason
    usage {
      ...Tokens
    }
    completion {
      id
      status
      text
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:79351d6a77a3f5537836df55170896d965d8bad7a6c2a2e2235378b298a0bbab' },
) as unknown as TypedDocumentString<StreamMessageSubscription, StreamMessageSubscriptionVariables>;
export const CreateConversationDocument = new TypedDocumentString(
  `
    mutation CreateConversation($input: CreateConversationInput!) {
  createConversation(input: $input) {
    __typename
    ...ConversationFacts
    ...Failure
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:96c74eb2ddf5f97c95b73e8742a4246ff740bef10b2a1d2c6c6823a63dd16d49' },
) as unknown as TypedDocumentString<
  CreateConversationMutation,
  CreateConversationMutationVariables
>;
export const ForkConversationDocument = new TypedDocumentString(
  `
    mutation ForkConversation($input: ForkConversationInput!) {
  forkConversation(input: $input) {
    __typename
    ...ConversationFacts
    ...Failure
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:26dde62e08b8f1b83104844a68bf2173665f1fd64421397174b8ed77d4ea0542' },
) as unknown as TypedDocumentString<ForkConversationMutation, ForkConversationMutationVariables>;
export const RenameConversationDocument = new TypedDocumentString(
  `
    mutation RenameConversation($input: RenameConversationInput!) {
  renameConversation(input: $input) {
    __typename
    ...ConversationFacts
    ...Failure
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:6c20ec3f092164ff6d4ba362a792f35e6994ffe8c9894cc92b2d76476fd363dd' },
) as unknown as TypedDocumentString<
  RenameConversationMutation,
  RenameConversationMutationVariables
>;
export const RemoveConversationDocument = new TypedDocumentString(
  `
    mutation RemoveConversation($input: DeleteConversationInput!) {
  deleteConversation(input: $input) {
    __typename
    ... on DeletedConversation {
      conversationId
    }
    ...Failure
  }
}
    fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:c989217e15d820b9f4d981296561874304aa3662bff96f4e1ebb36500fba4b72' },
) as unknown as TypedDocumentString<
  RemoveConversationMutation,
  RemoveConversationMutationVariables
>;
export const ConversationsDocument = new TypedDocumentString(
  `
    query Conversations($first: Int, $after: String, $last: Int, $before: String, $search: String) {
  conversations(
    first: $first
    after: $after
    last: $last
    before: $before
    search: $search
  ) {
    edges {
      cursor
      node {
        ...ConversationFacts
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}`,
  { hash: 'sha256:9a597fc3daef5e4a3b4c6c0e3b0333e2b5ba7fff20d4578d92b3aeca69963dc8' },
) as unknown as TypedDocumentString<ConversationsQuery, ConversationsQueryVariables>;
export const ReadTurnsDocument = new TypedDocumentString(
  `
    query ReadTurns($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  conversation(id: $id) {
    ...ConversationFacts
    turns(first: $first, after: $after, last: $last, before: $before) {
      edges {
        cursor
        node {
          ...Turn
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
fragment TurnFacts on ConversationTurn {
  id
  completionId
  conversationId
  status
  surface
  model
  completion {
    id
    status
  }
}
fragment Turn on ConversationTurn {
  ...TurnFacts
  previousTurnId
  input {
    ...ShownItem
  }
  output {
    ...ShownItem
  }
  usage {
    totalTokens
  }
  error {
    ...Failure
  }
  incompleteReason
}
fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:a6155dc093f9e0a804f11e02a3987f092759d0d17111c34f1be98fc64fe03796' },
) as unknown as TypedDocumentString<ReadTurnsQuery, ReadTurnsQueryVariables>;
export const ReadSaidDocument = new TypedDocumentString(
  `
    query ReadSaid($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  conversation(id: $id) {
    items(first: $first, after: $after, last: $last, before: $before) {
      edges {
        cursor
        node {
          ...ShownItem
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
}
    fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}`,
  { hash: 'sha256:576ffb4ffaeb14cb57850aea63442a5f2ada89ae278ee6506792158477e82521' },
) as unknown as TypedDocumentString<ReadSaidQuery, ReadSaidQueryVariables>;
export const ExportConversationDocument = new TypedDocumentString(
  `
    query ExportConversation($id: ID!) {
  conversation(id: $id) {
    export
  }
}
    `,
  { hash: 'sha256:e08cac8ade98086795c5f9eef33ed3fdc99c4a2d1ef5d0730a411455beafeed9' },
) as unknown as TypedDocumentString<ExportConversationQuery, ExportConversationQueryVariables>;
export const FollowConversationDocument = new TypedDocumentString(
  `
    subscription FollowConversation($id: ID!) {
  conversation(id: $id) {
    __typename
    conversationId
    ... on ConversationState {
      conversation {
        ...ConversationFacts
      }
    }
    ... on ConversationChanged {
      conversation {
        ...ConversationFacts
      }
    }
    ... on ConversationTurnStarted {
      turn {
        ...TurnFacts
      }
    }
    ... on ConversationTurnEnded {
      turn {
        ...TurnFacts
      }
    }
    ... on ConversationUnavailable {
      error {
        ...Failure
      }
    }
  }
}
    fragment ConversationFacts on Conversation {
  id
  title
  metadata
  owner
  lastTurnId
  forkedFrom {
    conversationId
    turnId
    conversation {
      title
    }
  }
}
fragment TurnFacts on ConversationTurn {
  id
  completionId
  conversationId
  status
  surface
  model
  completion {
    id
    status
  }
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:35a2a41f190f7ca29664e0f478d541bc2212bfbc34cd71d1d017382279504758' },
) as unknown as TypedDocumentString<
  FollowConversationSubscription,
  FollowConversationSubscriptionVariables
>;
export const FailChatDocument = new TypedDocumentString(
  `
    subscription FailChat($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ... on ChatCompletionFailed {
      failedCompletion {
        id
        status
        text
      }
    }
  }
}
    `,
  { hash: 'sha256:29bebb36fdc3ff50698e6ceebd2b09d0b11febb0ed462c45d4d3c7724315e8cf' },
) as unknown as TypedDocumentString<FailChatSubscription, FailChatSubscriptionVariables>;
export const ModelsDocument = new TypedDocumentString(
  `
    query Models($first: Int, $after: String, $last: Int, $before: String) {
  models(first: $first, after: $after, last: $last, before: $before) {
    edges {
      cursor
      node {
        ...ModelFields
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    fragment ModelFields on Model {
  id
  displayName
  description
  efforts {
    effort
    description
  }
  defaultEffort
  inputModalities
  contextWindow
  serviceTiers {
    tier
    name
    description
  }
  isDefault
  isHidden
}`,
  { hash: 'sha256:a5fc662c5c02631e95ad4657c35901e8eb6f18587f7cf6a6bf05257d84f02824' },
) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const OneModelDocument = new TypedDocumentString(
  `
    query OneModel($id: ID!) {
  model(id: $id) {
    ...ModelFields
  }
}
    fragment ModelFields on Model {
  id
  displayName
  description
  efforts {
    effort
    description
  }
  defaultEffort
  inputModalities
  contextWindow
  serviceTiers {
    tier
    name
    description
  }
  isDefault
  isHidden
}`,
  { hash: 'sha256:97a6c536e53a84f18fb3e7dfa439dcc1fa08a6d0545246d330229ff5c9516016' },
) as unknown as TypedDocumentString<OneModelQuery, OneModelQueryVariables>;
export const HealthDocument = new TypedDocumentString(
  `
    query Health {
  version
  health {
    isReady
    engine {
      state
      version
      activeTurns
    }
    account {
      isReady
      method
      isLoginRequired
    }
  }
}
    `,
  { hash: 'sha256:91cc57da1073ca57d904adeadc6d0aa1aa68384ad92b4f0d8f40062ba756cfde' },
) as unknown as TypedDocumentString<HealthQuery, HealthQueryVariables>;
export const WatchWaitingThreadsDocument = new TypedDocumentString(
  `
    subscription WatchWaitingThreads {
  health {
    warmThreads
    keptThreads
  }
}
    `,
  { hash: 'sha256:7e7de7b30217fc8799f42433795639cd103aab3692c99b6d54bb99094c56a80d' },
) as unknown as TypedDocumentString<
  WatchWaitingThreadsSubscription,
  WatchWaitingThreadsSubscriptionVariables
>;
export const WatchItemsDocument = new TypedDocumentString(
  `
    subscription WatchItems($id: ID!, $after: Int) {
  chatCompletionItems(id: $id, after: $after) {
    ...ItemEvent
  }
}
    fragment ItemEvent on ChatCompletionItemEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionItemChange {
    index
  }
  ... on ChatCompletionItemAdded {
    item {
      ...ShownItem
    }
  }
  ... on ChatCompletionItemTextDelta {
    text
  }
  ... on ChatCompletionItemSummaryDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionItemRefusalDelta {
    text
  }
  ... on ChatCompletionItemCallDelta {
    text
  }
  ... on ChatCompletionItemCall {
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionItemDone {
    item {
      ...ShownItem
    }
  }
  ... on ChatCompletionDone {
    finishReason
    refusal
    usage {
      ...Tokens
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:7a21e786b3c3fa388d3c5d5dc5ba3badbf4f2595a3abdca5dced1a4c7e60103b' },
) as unknown as TypedDocumentString<WatchItemsSubscription, WatchItemsSubscriptionVariables>;
export const ReadItemsDocument = new TypedDocumentString(
  `
    query ReadItems($id: ID!) {
  chatCompletion(id: $id) {
    lastItemSequence
    items {
      ...ShownItem
    }
  }
}
    fragment ShownItem on Item {
  __typename
  itemId
  status
  ... on MessageItem {
    role
    phase
    parts {
      ...Part
    }
  }
  ... on ReasoningItem {
    summary
    hasEncryptedContent
    encryptedContent
  }
  ... on ToolCallItem {
    toolCall {
      ...Call
      namespace
    }
  }
  ... on ToolOutputItem {
    callId
    parts {
      ...Part
    }
  }
  ... on HostedItem {
    raw
  }
}
fragment Part on MessagePart {
  __typename
  ... on TextPart {
    text
    annotations
  }
  ... on RefusalPart {
    refusal
  }
  ... on ImagePart {
    url
    detail
  }
  ... on RawPart {
    raw
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}`,
  { hash: 'sha256:57f7b3fc1f3f9d019047d2e5d17d0476a5ee0111783bc7b49270632b98ef9e60' },
) as unknown as TypedDocumentString<ReadItemsQuery, ReadItemsQueryVariables>;
export const ProgressDocument = new TypedDocumentString(
  `
    subscription Progress($withProgress: Boolean, $filter: ActivityFilter) {
  activity(withProgress: $withProgress, filter: $filter) {
    __typename
    cursor
    ... on ChatCompletionActivity {
      completion {
        id
        textLength
        outputTokensSoFar
        queuePosition
      }
    }
  }
}
    `,
  { hash: 'sha256:a5ac21c51caff271036199726653a30167774b8699fec8a822af98ae2b10d51b' },
) as unknown as TypedDocumentString<ProgressSubscription, ProgressSubscriptionVariables>;
export const CancelAllDocument = new TypedDocumentString(
  `
    mutation CancelAll($filter: ChatCompletionFilter!) {
  cancelChatCompletions(input: {filter: $filter}) {
    count
  }
}
    `,
  { hash: 'sha256:9ee3722ac3c28b95b59dc8300dafc51d2b012a7d10dbdfebc08861479636966a' },
) as unknown as TypedDocumentString<CancelAllMutation, CancelAllMutationVariables>;
export const QueueDocument = new TypedDocumentString(
  `
    query Queue {
  health {
    queue {
      maxTurns
      queuedTurns
      longestWaitMs
    }
  }
}
    `,
  { hash: 'sha256:636a20ceabb00504afe24e8ebbd6cf92d1ce344775b200101dcb8f82f124aa77' },
) as unknown as TypedDocumentString<QueueQuery, QueueQueryVariables>;
export const QueuedChatDocument = new TypedDocumentString(
  `
    query QueuedChat($id: ID!) {
  chatCompletion(id: $id) {
    status
    queuedMs
    lastSequence
  }
}
    `,
  { hash: 'sha256:e02348028ce57b406a2cb715817279101c41e8ff08a77e5bcb5fb3b02672e538' },
) as unknown as TypedDocumentString<QueuedChatQuery, QueuedChatQueryVariables>;
export const FaultsDocument = new TypedDocumentString(
  `
    query Faults($from: DateTime, $filter: UsageFilter) {
  errors(from: $from, filter: $filter) {
    code
    completions
    remedy
    newest {
      completionId
      errorCode
    }
  }
  refusals(from: $from, filter: $filter) {
    reason
    keyName
    program
    surface
    surfaceName
    count
    newestAt
    remedy
  }
}
    `,
  { hash: 'sha256:537bf0799f63846ec6ebe2202f6426b79106637a27a9a66b5b315d59c842cbd1' },
) as unknown as TypedDocumentString<FaultsQuery, FaultsQueryVariables>;
export const RowsDocument = new TypedDocumentString(
  `
    query Rows($id: ID!) {
  chatCompletion(id: $id) {
    ...Row
  }
  completionRecord(id: $id) {
    ...Row
  }
}
    fragment Row on CompletionRow {
  completionId
  requestId
  status
  model
  effort
  client {
    keyName
    program
  }
  surface
  surfaceName
  createdAt
  firstTokenAt
  endedAt
  queuedMs
  durationMs
  timeToFirstTokenMs
  finishReason
  errorCode
  usage {
    totalTokens
  }
  conversationId
  request {
    messageCount
    pictureCount
    toolCount
    toolNames
    toolChoice {
      mode
      toolNames
    }
    responseFormat
    maxOutputTokens
    isStreamed
  }
}`,
  { hash: 'sha256:630fbdf76d66018c58549ca57b6d967035e513bcb33d5bb36f4591bd68d144f5' },
) as unknown as TypedDocumentString<RowsQuery, RowsQueryVariables>;
export const SearchDocument = new TypedDocumentString(
  `
    query Search($search: String, $orderBy: CompletionOrder, $live: ChatCompletionFilter, $past: UsageFilter, $from: DateTime, $to: DateTime, $first: Int, $afterLive: String, $afterPast: String) {
  completions(
    search: $search
    orderBy: $orderBy
    filter: $live
    first: $first
    after: $afterLive
  ) {
    totalCount
    edges {
      node {
        completionId
        durationMs
      }
    }
    pageInfo {
      endCursor
    }
  }
  completionRecords(
    search: $search
    orderBy: $orderBy
    filter: $past
    from: $from
    to: $to
    first: $first
    after: $afterPast
  ) {
    totalCount
    edges {
      node {
        completionId
        durationMs
      }
    }
    pageInfo {
      endCursor
    }
  }
}
    `,
  { hash: 'sha256:dc5cd19e3d9fd4b3cb7eeab7d73092ea53d2d3fae139d0199a16536d883b79f5' },
) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const StreamChatDocument = new TypedDocumentString(
  `
    subscription StreamChat($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    ...Event
  }
}
    fragment Event on ChatCompletionEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionStarted {
    completion {
      id
      model
      effort
      surface
      createdAt
    }
  }
  ... on ChatCompletionDelta {
    text
  }
  ... on ChatCompletionReasoningDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionRefusalDelta {
    text
  }
  ... on ChatCompletionToolCallStarted {
    index
    callId
    type
    name
  }
  ... on ChatCompletionToolCallDelta {
    index
    text
  }
  ... on ChatCompletionToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionDone {
    finishReason
    usage {
      ...Tokens
    }
    completion {
      id
      status
      text
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:973cd2e2498a62c3eb1476115c1459859cbd2d859c08d14a003b62dcfceb40dc' },
) as unknown as TypedDocumentString<StreamChatSubscription, StreamChatSubscriptionVariables>;
export const StreamDetachedChatDocument = new TypedDocumentString(
  `
    subscription StreamDetachedChat($input: ChatCompletionInput!) {
  chatCompletion(input: $input, onDisconnect: CONTINUE) {
    ...Event
  }
}
    fragment Event on ChatCompletionEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionStarted {
    completion {
      id
      model
      effort
      surface
      createdAt
    }
  }
  ... on ChatCompletionDelta {
    text
  }
  ... on ChatCompletionReasoningDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionRefusalDelta {
    text
  }
  ... on ChatCompletionToolCallStarted {
    index
    callId
    type
    name
  }
  ... on ChatCompletionToolCallDelta {
    index
    text
  }
  ... on ChatCompletionToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionDone {
    finishReason
    usage {
      ...Tokens
    }
    completion {
      id
      status
      text
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:4c12986a856097b9580bda09506a2458de291f88975c6bbccb33513c653ec6fb' },
) as unknown as TypedDocumentString<
  StreamDetachedChatSubscription,
  StreamDetachedChatSubscriptionVariables
>;
export const StreamOutputsDocument = new TypedDocumentString(
  `
    subscription StreamOutputs($input: SubmitToolOutputsInput!) {
  submitToolOutputs(input: $input) {
    ...Event
  }
}
    fragment Event on ChatCompletionEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionStarted {
    completion {
      id
      model
      effort
      surface
      createdAt
    }
  }
  ... on ChatCompletionDelta {
    text
  }
  ... on ChatCompletionReasoningDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionRefusalDelta {
    text
  }
  ... on ChatCompletionToolCallStarted {
    index
    callId
    type
    name
  }
  ... on ChatCompletionToolCallDelta {
    index
    text
  }
  ... on ChatCompletionToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionDone {
    finishReason
    usage {
      ...Tokens
    }
    completion {
      id
      status
      text
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:ac4fcfc01a36069fabddbc8f7d69fc05c446aaa4e16267f9ad77872b54dca9a5' },
) as unknown as TypedDocumentString<StreamOutputsSubscription, StreamOutputsSubscriptionVariables>;
export const WatchChatDocument = new TypedDocumentString(
  `
    subscription WatchChat($id: ID!, $after: Int) {
  chatCompletionEvents(id: $id, after: $after) {
    ...Event
  }
}
    fragment Event on ChatCompletionEvent {
  __typename
  completionId
  sequence
  ... on ChatCompletionStarted {
    completion {
      id
      model
      effort
      surface
      createdAt
    }
  }
  ... on ChatCompletionDelta {
    text
  }
  ... on ChatCompletionReasoningDelta {
    text
    summaryIndex
  }
  ... on ChatCompletionRefusalDelta {
    text
  }
  ... on ChatCompletionToolCallStarted {
    index
    callId
    type
    name
  }
  ... on ChatCompletionToolCallDelta {
    index
    text
  }
  ... on ChatCompletionToolCall {
    index
    toolCall {
      ...Call
    }
  }
  ... on ChatCompletionDone {
    finishReason
    usage {
      ...Tokens
    }
    completion {
      id
      status
      text
    }
  }
  ... on ChatCompletionFailed {
    error {
      ...Failure
    }
  }
  ... on ChatCompletionUnavailable {
    error {
      ...Failure
    }
  }
}
fragment Call on ToolCall {
  callId
  type
  name
  input
}
fragment Tokens on Usage {
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
}
fragment Failure on Error {
  __typename
  message
  code
  ... on InvalidRequestError {
    param
  }
  ... on ModelNotFoundError {
    model
  }
  ... on RateLimitedError {
    retryAfterMs
  }
  ... on UpstreamError {
    retryAfterMs
  }
  ... on StreamGapError {
    oldestSequence
  }
}`,
  { hash: 'sha256:d72f25791256dd890185dfff8b9f386859806e7e3e684bcd37ea8e2e8abdefa0' },
) as unknown as TypedDocumentString<WatchChatSubscription, WatchChatSubscriptionVariables>;
export const UsageDocument = new TypedDocumentString(
  `
    query Usage($from: DateTime, $to: DateTime, $granularity: UsageGranularity, $timeZone: String, $groupBy: [UsageDimension!], $filter: UsageFilter) {
  usage(
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    groupBy: $groupBy
    filter: $filter
  ) {
    from
    to
    retentionDays
    totals {
      ...Totals
    }
    buckets {
      start
      model
      keyName
      surface
      program
      status
      errorCode
      effort
      totals {
        ...Totals
      }
    }
  }
}
    fragment Totals on UsageTotals {
  completions
  failed
  cancelled
  inputTokens
  cachedInputTokens
  cacheWriteInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
  meanFirstTokenMs
  firstTokenMsP50
  firstTokenMsP95
  meanDurationMs
  durationMsP50
  durationMsP95
  meanQueuedMs
  estimatedCostUsd
  unpricedCompletions
}`,
  { hash: 'sha256:e032ea19e5b177957021152c6ad69128d7928f033e039a835684c91861bc7eac' },
) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const CompletionRecordDocument = new TypedDocumentString(
  `
    query CompletionRecord($id: ID!) {
  completionRecord(id: $id) {
    ...Record
    content {
      messages {
        role
        text
        pictureCount
        toolCalls {
          callId
          name
          input
        }
        toolCallId
      }
      text
      reasoning
      toolCalls {
        callId
        name
        input
      }
    }
  }
}
    fragment Record on CompletionRecord {
  id
  model
  effort
  surface
  status
  createdAt
  firstTokenAt
  endedAt
  finishReason
  errorCode
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    cacheWriteInputTokens
    outputTokens
    reasoningOutputTokens
    totalTokens
  }
}`,
  { hash: 'sha256:f6b2491752d8c0fb7528578c6bafb2ba22739caca7e25f5007107fa46cc3190b' },
) as unknown as TypedDocumentString<CompletionRecordQuery, CompletionRecordQueryVariables>;
export const CompletionRecordsDocument = new TypedDocumentString(
  `
    query CompletionRecords($first: Int, $after: String, $last: Int, $before: String, $filter: UsageFilter) {
  completionRecords(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    edges {
      cursor
      node {
        ...Record
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    fragment Record on CompletionRecord {
  id
  model
  effort
  surface
  status
  createdAt
  firstTokenAt
  endedAt
  finishReason
  errorCode
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    cacheWriteInputTokens
    outputTokens
    reasoningOutputTokens
    totalTokens
  }
}`,
  { hash: 'sha256:9f5c37a00c4d77a03ffa5ab46d5d709470de69b338f58a9153206b8b3925aae7' },
) as unknown as TypedDocumentString<CompletionRecordsQuery, CompletionRecordsQueryVariables>;
