import type { ErrorCode } from './error-table.ts';

/** What an error may hold beside its message. */
export interface ErrorDetails {
  /** The request field at fault, as the client wrote it (`messages[0].content`), or null. */
  readonly param?: string | null;
  /** When trying again makes sense, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** What led to it; logged, never sent to a client. */
  readonly cause?: unknown;
}

/** Base of all errors that may be shown to a client: its message is safe to send. */
export class CodexServeError extends Error {
  override readonly name: string = 'CodexServeError';
  /** Names the failure for programs; see the error table for its wire form. */
  readonly code: ErrorCode;
  /** The request field at fault, or null. */
  readonly param: string | null;
  /** When trying again makes sense, in milliseconds from now; null when nothing is known. */
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.param = details.param ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** The codes of faults in the request itself. */
export type InvalidRequestCode = Extract<
  ErrorCode,
  | 'invalid_request'
  | 'invalid_type'
  | 'invalid_value'
  | 'missing_required_parameter'
  | 'unknown_parameter'
  | 'unsupported_parameter'
  | 'unsupported_value'
  | 'mutually_exclusive_parameters'
  | 'invalid_function_parameters'
  | 'invalid_prompt'
  | 'misalignment_policy_violation'
  | 'context_length_exceeded'
  | 'payload_too_large'
  | 'idempotency_key_reused'
>;

/** The request is at fault; sending it again unchanged fails again. */
export class InvalidRequestError extends CodexServeError {
  override readonly name = 'InvalidRequestError';

  constructor(code: InvalidRequestCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details);
  }
}

/** There is no model with this name. */
export class ModelNotFoundError extends CodexServeError {
  override readonly name = 'ModelNotFoundError';
  /** The name that was asked for. */
  readonly model: string;

  constructor(model: string) {
    super(
      'model_not_found',
      `The model '${model}' does not exist or you do not have access to it.`,
      {
        param: 'model',
      },
    );
    this.model = model;
  }
}

/**
 * The API key of a request is missing or wrong. litellm, and programs built on it, know it by its
 * first words.
 */
export class InvalidApiKeyError extends CodexServeError {
  override readonly name = 'InvalidApiKeyError';

  constructor() {
    super('invalid_api_key', 'Incorrect API key provided. The API key is missing or wrong.');
  }
}

const noLogin =
  'Codex is not logged in on this machine. Run `codex login`, or start codex-serve with --demo to try it without a login.';

/** Codex has no login, or the service refused it. */
export class LoginRequiredError extends CodexServeError {
  override readonly name = 'LoginRequiredError';

  /** @param message Default: that there is no login. */
  constructor(message: string = noLogin, details: ErrorDetails = {}) {
    super('codex_login_required', message, details);
  }
}

/** The account's quota or the service's rate is used up; `retryAfterMs` says for how long, if known. */
export class RateLimitedError extends CodexServeError {
  override readonly name = 'RateLimitedError';

  constructor(
    code: Extract<ErrorCode, 'rate_limit_exceeded' | 'insufficient_quota' | 'resource_unavailable'>,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(code, message, details);
  }
}

/** The completion was cancelled, or its client left. */
export class CancelledError extends CodexServeError {
  override readonly name = 'CancelledError';

  constructor(message = 'The completion was cancelled.') {
    super('cancelled', message);
  }
}

/** Codex, or its service, could not give the answer. */
export class UpstreamError extends CodexServeError {
  override readonly name = 'UpstreamError';

  constructor(
    code: Extract<
      ErrorCode,
      | 'server_error'
      | 'server_overloaded'
      | 'engine_unavailable'
      | 'upstream_unavailable'
      | 'queue_timeout'
      | 'shutting_down'
      | 'upstream_error'
      | 'upstream_refused'
      | 'upstream_unreachable'
      | 'upstream_misconfigured'
      | 'upstream_timeout'
      | 'answer_timeout'
      | 'answer_diverged'
      | 'internal_error'
    >,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(code, message, details);
  }
}

/** The error itself where it may be shown to a client, else a bare `internal_error` around it. */
export function toCodexServeError(error: unknown): CodexServeError {
  if (error instanceof CodexServeError) return error;
  return new CodexServeError(
    'internal_error',
    'The server had an error while processing your request.',
    {
      cause: error,
    },
  );
}

/** What a request names is not kept here, is in use, or cannot be kept. */
export class ConversationError extends CodexServeError {
  override readonly name = 'ConversationError';

  constructor(
    code: Extract<
      ErrorCode,
      | 'previous_response_not_found'
      | 'response_not_found'
      | 'conversation_not_found'
      | 'item_not_found'
      | 'conversation_locked'
      | 'store_off'
    >,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(code, message, details);
  }
}
