/** How one error code looks on the wire, on either surface. */
export interface ErrorRow {
  /** HTTP status of the REST answer when nothing has been sent yet. */
  readonly status: number;
  /** OpenAI's `error.type`. */
  readonly type: string;
  /** OpenAI's `error.code`; null where OpenAI sends none. */
  readonly wireCode: string | null;
  /** Sent as `x-should-retry`; absent leaves the client's own rule for the status in force. */
  readonly shouldRetry?: boolean;
}

const invalid = (wireCode: string | null, status = 400): ErrorRow => ({
  status,
  type: 'invalid_request_error',
  wireCode,
});

/**
 * Every error code with its wire form. REST renders `{error: {message, type, param, code}}` from
 * it, GraphQL its `ErrorCode` enum. Statuses and codes follow OpenAI's own, as its SDKs map them
 * to error classes.
 */
export const errorTable = {
  invalid_request: invalid(null),
  invalid_type: invalid('invalid_type'),
  invalid_value: invalid('invalid_value'),
  missing_required_parameter: invalid('missing_required_parameter'),
  unknown_parameter: invalid('unknown_parameter'),
  unsupported_parameter: invalid('unsupported_parameter'),
  unsupported_value: invalid('unsupported_value'),
  invalid_prompt: invalid('invalid_prompt'),
  misalignment_policy_violation: invalid('misalignment_policy_violation'),
  context_length_exceeded: invalid('context_length_exceeded'),
  model_not_found: invalid('model_not_found', 404),
  completion_not_found: invalid('completion_not_found', 404),
  stream_gap: invalid('stream_gap'),
  route_not_found: invalid(null, 404),
  method_not_allowed: invalid('method_not_allowed', 405),
  payload_too_large: invalid('payload_too_large', 413),
  unsupported_media_type: invalid('unsupported_media_type', 415),
  invalid_api_key: invalid('invalid_api_key', 401),
  codex_login_required: { ...invalid('codex_login_required', 401), shouldRetry: false },
  origin_not_allowed: invalid('origin_not_allowed', 403),
  host_not_allowed: invalid('host_not_allowed', 403),
  rate_limit_exceeded: { status: 429, type: 'rate_limit_error', wireCode: 'rate_limit_exceeded' },
  insufficient_quota: {
    status: 429,
    type: 'insufficient_quota',
    wireCode: 'insufficient_quota',
    shouldRetry: false,
  },
  resource_unavailable: {
    status: 429,
    type: 'rate_limit_error',
    wireCode: 'resource_unavailable',
  },
  cancelled: { status: 499, type: 'cancelled_error', wireCode: 'cancelled', shouldRetry: false },
  server_overloaded: { status: 503, type: 'server_error', wireCode: 'server_overloaded' },
  engine_unavailable: { status: 503, type: 'server_error', wireCode: 'engine_unavailable' },
  shutting_down: { status: 503, type: 'server_error', wireCode: 'shutting_down' },
  upstream_error: { status: 502, type: 'server_error', wireCode: 'upstream_error' },
  answer_diverged: { status: 502, type: 'server_error', wireCode: 'answer_diverged' },
  internal_error: { status: 500, type: 'server_error', wireCode: 'internal_error' },
} as const satisfies Record<string, ErrorRow>;

/** The code of any error this program gives out, on either surface. */
export type ErrorCode = keyof typeof errorTable;

/** The wire form of a code. */
export function errorRow(code: ErrorCode): ErrorRow {
  return errorTable[code];
}
