/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type UsageQueryVariables = Exact<{
  from: string;
  to?: string | null | undefined;
  granularity: UsageGranularity;
  timeZone: string;
  filter: UsageFilter;
}>;

export type UsageQuery = {
  overTime: {
    retentionDays: number;
    totals: {
      completions: number;
      failed: number;
      cancelled: number;
      inputTokens: number;
      cachedInputTokens: number;
      outputTokens: number;
      reasoningOutputTokens: number;
      totalTokens: number;
      firstTokenMsP50: number | null;
      firstTokenMsP95: number | null;
      durationMsP50: number | null;
      durationMsP95: number | null;
      estimatedCostUsd: number | null;
      unpricedCompletions: number;
    };
    buckets: Array<{
      start: string;
      totals: {
        completions: number;
        failed: number;
        cancelled: number;
        inputTokens: number;
        cachedInputTokens: number;
        outputTokens: number;
        reasoningOutputTokens: number;
        totalTokens: number;
        firstTokenMsP50: number | null;
        firstTokenMsP95: number | null;
        durationMsP50: number | null;
        durationMsP95: number | null;
        estimatedCostUsd: number | null;
        unpricedCompletions: number;
      };
    }>;
  };
  errors: Array<{
    code: ErrorCode;
    completions: number;
    remedy: string;
    newest: {
      id: string;
      completionId: string;
      endedAt: string;
      model: string;
      client: { program: string | null };
    } | null;
  }>;
  refusals: Array<{
    reason: ErrorCode;
    keyName: string | null;
    program: string | null;
    surfaceName: string | null;
    count: number;
    newestAt: string;
    remedy: string;
  }>;
};

export type UsageByGroupQueryVariables = Exact<{
  from: string;
  to?: string | null | undefined;
  granularity: UsageGranularity;
  timeZone: string;
  filter: UsageFilter;
  groupBy: UsageDimension;
}>;

export type UsageByGroupQuery = {
  usage: {
    groups: Array<{
      model: string | null;
      keyName: string | null;
      surface: Surface | null;
      surfaceName: string | null;
      program: string | null;
      errorCode: ErrorCode | null;
      effort: string | null;
      totals: {
        completions: number;
        failed: number;
        cancelled: number;
        inputTokens: number;
        cachedInputTokens: number;
        outputTokens: number;
        reasoningOutputTokens: number;
        totalTokens: number;
        firstTokenMsP50: number | null;
        firstTokenMsP95: number | null;
        durationMsP50: number | null;
        durationMsP95: number | null;
        estimatedCostUsd: number | null;
        unpricedCompletions: number;
      };
    }>;
  };
};

export type PeriodTotalsFragment = {
  completions: number;
  failed: number;
  cancelled: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  reasoningOutputTokens: number;
  totalTokens: number;
  firstTokenMsP50: number | null;
  firstTokenMsP95: number | null;
  durationMsP50: number | null;
  durationMsP95: number | null;
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
export const PeriodTotalsFragmentDoc = new TypedDocumentString(
  `
    fragment PeriodTotals on UsageTotals {
  completions
  failed
  cancelled
  inputTokens
  cachedInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
  firstTokenMsP50
  firstTokenMsP95
  durationMsP50
  durationMsP95
  estimatedCostUsd
  unpricedCompletions
}
    `,
  { fragmentName: 'PeriodTotals' },
) as unknown as TypedDocumentString<PeriodTotalsFragment, unknown>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!) {
  overTime: usage(
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    filter: $filter
  ) {
    retentionDays
    totals {
      ...PeriodTotals
    }
    buckets {
      start
      totals {
        ...PeriodTotals
      }
    }
  }
  errors(from: $from, to: $to, filter: $filter) {
    code
    completions
    remedy
    newest {
      id
      completionId
      endedAt
      model
      client {
        program
      }
    }
  }
  refusals(from: $from, to: $to, filter: $filter) {
    reason
    keyName
    program
    surfaceName
    count
    newestAt
    remedy
  }
}
    fragment PeriodTotals on UsageTotals {
  completions
  failed
  cancelled
  inputTokens
  cachedInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
  firstTokenMsP50
  firstTokenMsP95
  durationMsP50
  durationMsP95
  estimatedCostUsd
  unpricedCompletions
}`) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const UsageByGroupDocument = new TypedDocumentString(`
    query UsageByGroup($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!, $groupBy: UsageDimension!) {
  usage(
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    filter: $filter
    groupBy: [$groupBy]
  ) {
    groups {
      model
      keyName
      surface
      surfaceName
      program
      errorCode
      effort
      totals {
        ...PeriodTotals
      }
    }
  }
}
    fragment PeriodTotals on UsageTotals {
  completions
  failed
  cancelled
  inputTokens
  cachedInputTokens
  outputTokens
  reasoningOutputTokens
  totalTokens
  firstTokenMsP50
  firstTokenMsP95
  durationMsP50
  durationMsP95
  estimatedCostUsd
  unpricedCompletions
}`) as unknown as TypedDocumentString<UsageByGroupQuery, UsageByGroupQueryVariables>;
