/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The form of an answer. */
export type AnswerFormat =
  /** Some JSON object. */
  | 'JSON_OBJECT'
  /** JSON that follows a schema. */
  | 'JSON_SCHEMA'
  /** Prose. */
  | 'TEXT';

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

/** Which of the two windows of a limit it is. */
export type QuotaWindowKind =
  /** The shorter one, of some hours. */
  | 'PRIMARY'
  /** The longer one, of a week for instance. */
  | 'SECONDARY';

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

type BoardRow_ChatCompletion_Fragment = {
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
  client: { keyName: string | null; program: string | null; userAgent: string | null };
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    isEstimated: boolean;
  } | null;
  request: {
    messageCount: number;
    pictureCount: number;
    toolNames: Array<string>;
    responseFormat: AnswerFormat;
    maxOutputTokens: number | null;
  } | null;
};

type BoardRow_CompletionRecord_Fragment = {
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
  client: { keyName: string | null; program: string | null; userAgent: string | null };
  usage: {
    inputTokens: number;
    cachedInputTokens: number;
    outputTokens: number;
    reasoningOutputTokens: number;
    isEstimated: boolean;
  } | null;
  request: {
    messageCount: number;
    pictureCount: number;
    toolNames: Array<string>;
    responseFormat: AnswerFormat;
    maxOutputTokens: number | null;
  } | null;
};

export type BoardRowFragment =
  | BoardRow_ChatCompletion_Fragment
  | BoardRow_CompletionRecord_Fragment;

export type LiveRowFragment = {
  queuePosition: number | null;
  id: string;
  outputTokensSoFar: number | null;
  textLength: number;
};

export type BoardCompletionsQueryVariables = Exact<{
  filter?: ChatCompletionFilter | null | undefined;
  search?: string | null | undefined;
  orderBy?: CompletionOrder | null | undefined;
}>;

export type BoardCompletionsQuery = {
  completions: {
    activityCursor: string;
    edges: Array<{
      node: {
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
        queuePosition: number | null;
        id: string;
        outputTokensSoFar: number | null;
        textLength: number;
        client: { keyName: string | null; program: string | null; userAgent: string | null };
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          isEstimated: boolean;
        } | null;
        request: {
          messageCount: number;
          pictureCount: number;
          toolNames: Array<string>;
          responseFormat: AnswerFormat;
          maxOutputTokens: number | null;
        } | null;
      };
    }>;
  };
};

export type BoardRecordsQueryVariables = Exact<{
  filter?: UsageFilter | null | undefined;
  search?: string | null | undefined;
  orderBy?: CompletionOrder | null | undefined;
  after?: string | null | undefined;
}>;

export type BoardRecordsQuery = {
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
        client: { keyName: string | null; program: string | null; userAgent: string | null };
        usage: {
          inputTokens: number;
          cachedInputTokens: number;
          outputTokens: number;
          reasoningOutputTokens: number;
          isEstimated: boolean;
        } | null;
        request: {
          messageCount: number;
          pictureCount: number;
          toolNames: Array<string>;
          responseFormat: AnswerFormat;
          maxOutputTokens: number | null;
        } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type BoardActivitySubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type BoardActivitySubscription = {
  activity:
    | {
        __typename: 'ActivityCancelled';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | {
        __typename: 'ActivityFailed';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | {
        __typename: 'ActivityFinished';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | {
        __typename: 'ActivityFirstToken';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | { __typename: 'ActivityGap'; cursor: string }
    | {
        __typename: 'ActivityProgress';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | {
        __typename: 'ActivityQueued';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | {
        __typename: 'ActivityStarted';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      }
    | { __typename: 'ActivitySubscribed'; cursor: string }
    | {
        __typename: 'ActivityToolCall';
        cursor: string;
        completion: {
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
          queuePosition: number | null;
          id: string;
          outputTokensSoFar: number | null;
          textLength: number;
          client: { keyName: string | null; program: string | null; userAgent: string | null };
          usage: {
            inputTokens: number;
            cachedInputTokens: number;
            outputTokens: number;
            reasoningOutputTokens: number;
            isEstimated: boolean;
          } | null;
          request: {
            messageCount: number;
            pictureCount: number;
            toolNames: Array<string>;
            responseFormat: AnswerFormat;
            maxOutputTokens: number | null;
          } | null;
        };
      };
};

export type BoardCompletionQueryVariables = Exact<{
  id: string;
}>;

export type BoardCompletionQuery = {
  chatCompletion: {
    ignored: Array<string>;
    unmet: Array<string>;
    previousId: string | null;
    nextId: string | null;
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
    queuePosition: number | null;
    id: string;
    outputTokensSoFar: number | null;
    textLength: number;
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
    client: { keyName: string | null; program: string | null; userAgent: string | null };
    usage: {
      inputTokens: number;
      cachedInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      isEstimated: boolean;
    } | null;
    request: {
      messageCount: number;
      pictureCount: number;
      toolNames: Array<string>;
      responseFormat: AnswerFormat;
      maxOutputTokens: number | null;
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
      outputTokens: number;
      reasoningOutputTokens: number;
      isEstimated: boolean;
    } | null;
    request: {
      messageCount: number;
      pictureCount: number;
      toolNames: Array<string>;
      responseFormat: AnswerFormat;
      maxOutputTokens: number | null;
    } | null;
  } | null;
};

export type BoardCancelAllMutationVariables = Exact<{
  filter: ChatCompletionFilter;
}>;

export type BoardCancelAllMutation = {
  cancelChatCompletions: { __typename: 'CancelledChatCompletions' };
};

export type BoardTilesQueryVariables = Exact<{
  from: string;
}>;

export type BoardTilesQuery = {
  usage: {
    totals: {
      completions: number;
      failed: number;
      inputTokens: number;
      cachedInputTokens: number;
      totalTokens: number;
    };
    buckets: Array<{
      start: string;
      totals: { completions: number; failed: number; totalTokens: number };
    }>;
  };
  errors: Array<{ code: ErrorCode; completions: number }>;
  refusals: Array<{ reason: ErrorCode; count: number }>;
  account: {
    id: string;
    quota: Array<{
      limitId: string;
      kind: QuotaWindowKind;
      windowMinutes: number | null;
      usedPercent: number;
      resetsAt: string | null;
    }> | null;
  };
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
export const BoardRowFragmentDoc = new TypedDocumentString(
  `
    fragment BoardRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
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
  conversationId
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    outputTokens
    reasoningOutputTokens
    isEstimated
  }
  request {
    messageCount
    pictureCount
    toolNames
    responseFormat
    maxOutputTokens
  }
}
    `,
  { fragmentName: 'BoardRow' },
) as unknown as TypedDocumentString<BoardRowFragment, unknown>;
export const LiveRowFragmentDoc = new TypedDocumentString(
  `
    fragment LiveRow on ChatCompletion {
  queuePosition
  id
  outputTokensSoFar
  textLength
}
    `,
  { fragmentName: 'LiveRow' },
) as unknown as TypedDocumentString<LiveRowFragment, unknown>;
export const BoardCompletionsDocument = new TypedDocumentString(`
    query BoardCompletions($filter: ChatCompletionFilter, $search: String, $orderBy: CompletionOrder) {
  completions(first: 100, filter: $filter, search: $search, orderBy: $orderBy) {
    activityCursor
    edges {
      node {
        ...BoardRow
        ...LiveRow
      }
    }
  }
}
    fragment BoardRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
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
  conversationId
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    outputTokens
    reasoningOutputTokens
    isEstimated
  }
  request {
    messageCount
    pictureCount
    toolNames
    responseFormat
    maxOutputTokens
  }
}
fragment LiveRow on ChatCompletion {
  queuePosition
  id
  outputTokensSoFar
  textLength
}`) as unknown as TypedDocumentString<BoardCompletionsQuery, BoardCompletionsQueryVariables>;
export const BoardRecordsDocument = new TypedDocumentString(`
    query BoardRecords($filter: UsageFilter, $search: String, $orderBy: CompletionOrder, $after: String) {
  completionRecords(
    first: 50
    after: $after
    filter: $filter
    search: $search
    orderBy: $orderBy
  ) {
    totalCount
    edges {
      node {
        ...BoardRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment BoardRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
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
  conversationId
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    outputTokens
    reasoningOutputTokens
    isEstimated
  }
  request {
    messageCount
    pictureCount
    toolNames
    responseFormat
    maxOutputTokens
  }
}`) as unknown as TypedDocumentString<BoardRecordsQuery, BoardRecordsQueryVariables>;
export const BoardActivityDocument = new TypedDocumentString(`
    subscription BoardActivity($after: String) {
  activity(after: $after, withProgress: true) {
    __typename
    cursor
    ... on ChatCompletionActivity {
      completion {
        ...BoardRow
        ...LiveRow
      }
    }
  }
}
    fragment BoardRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
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
  conversationId
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    outputTokens
    reasoningOutputTokens
    isEstimated
  }
  request {
    messageCount
    pictureCount
    toolNames
    responseFormat
    maxOutputTokens
  }
}
fragment LiveRow on ChatCompletion {
  queuePosition
  id
  outputTokensSoFar
  textLength
}`) as unknown as TypedDocumentString<
  BoardActivitySubscription,
  BoardActivitySubscriptionVariables
>;
export const BoardCompletionDocument = new TypedDocumentString(`
    query BoardCompletion($id: ID!) {
  chatCompletion(id: $id) {
    ...BoardRow
    ...LiveRow
    ignored
    unmet
    previousId
    nextId
    error {
      code
      message
    }
  }
  completionRecord(id: $id) {
    ...BoardRow
    content {
      text
      reasoning
      messages {
        role
        text
        pictureCount
        toolCallId
        toolCalls {
          callId
          name
          input
        }
      }
      toolCalls {
        callId
        name
        input
      }
    }
  }
}
    fragment BoardRow on CompletionRow {
  completionId
  requestId
  status
  model
  effort
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
  conversationId
  client {
    keyName
    program
    userAgent
  }
  usage {
    inputTokens
    cachedInputTokens
    outputTokens
    reasoningOutputTokens
    isEstimated
  }
  request {
    messageCount
    pictureCount
    toolNames
    responseFormat
    maxOutputTokens
  }
}
fragment LiveRow on ChatCompletion {
  queuePosition
  id
  outputTokensSoFar
  textLength
}`) as unknown as TypedDocumentString<BoardCompletionQuery, BoardCompletionQueryVariables>;
export const BoardCancelAllDocument = new TypedDocumentString(`
    mutation BoardCancelAll($filter: ChatCompletionFilter!) {
  cancelChatCompletions(input: {filter: $filter}) {
    __typename
  }
}
    `) as unknown as TypedDocumentString<BoardCancelAllMutation, BoardCancelAllMutationVariables>;
export const BoardTilesDocument = new TypedDocumentString(`
    query BoardTiles($from: DateTime!) {
  usage(from: $from, granularity: HOUR) {
    totals {
      completions
      failed
      inputTokens
      cachedInputTokens
      totalTokens
    }
    buckets {
      start
      totals {
        completions
        failed
        totalTokens
      }
    }
  }
  errors(from: $from) {
    code
    completions
  }
  refusals(from: $from) {
    reason
    count
  }
  account {
    id
    quota {
      limitId
      kind
      windowMinutes
      usedPercent
      resetsAt
    }
  }
}
    `) as unknown as TypedDocumentString<BoardTilesQuery, BoardTilesQueryVariables>;
