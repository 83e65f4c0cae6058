import { invalid, rateLimit, server, type ErrorRow } from './error-row.ts';

const correct = 'Correct the field that `param` names.';
const later = 'Try again later.';

/**
 * Every error code with its wire form. REST renders `{error: {message, type, param, code}}` from
 * it, GraphQL its `ErrorCode` enum, and `docs/errors.md` is made from it. Statuses and codes follow
 * OpenAI's own, as its SDKs map them to error classes.
 */
export const errorTable = {
  invalid_request: invalid(null, {
    meaning: 'The request is at fault in a way that no other code names.',
    advice: 'Read the message; sent again unchanged the request fails again.',
  }),
  invalid_type: invalid('invalid_type', {
    meaning: 'A field holds a value of the wrong type.',
    advice: correct,
  }),
  invalid_value: invalid('invalid_value', {
    meaning: 'A field holds a value that is not allowed.',
    advice: correct,
  }),
  missing_required_parameter: invalid('missing_required_parameter', {
    meaning: 'A field that must be there is missing.',
    advice: 'Send the field that `param` names.',
  }),
  unknown_parameter: invalid('unknown_parameter', {
    meaning: 'A field is not known.',
    advice: 'Leave out the field that `param` names.',
  }),
  unsupported_parameter: invalid('unsupported_parameter', {
    meaning: 'A field is known, yet the gateway cannot do what it asks for.',
    advice: 'Leave out the field that `param` names.',
  }),
  unsupported_value: invalid('unsupported_value', {
    meaning: 'A value is known, yet the model or the gateway cannot serve it.',
    advice: 'Send another value, or choose another model.',
  }),
  invalid_function_parameters: invalid('invalid_function_parameters', {
    meaning: "The schema of a tool's parameters is none that the model takes.",
    advice: 'Correct the schema of the tool that `param` names.',
  }),
  invalid_prompt: invalid('invalid_prompt', {
    meaning: 'The service refused the conversation.',
    advice: 'Change what the conversation asks for.',
  }),
  misalignment_policy_violation: invalid('misalignment_policy_violation', {
    meaning: "The service refused the conversation under its provider's policy.",
    advice: 'Change what the conversation asks for.',
  }),
  response_format_unmet: {
    ...invalid(
      'response_format_unmet',
      {
        meaning:
          'The answer is not JSON, or does not match the schema, that `response_format` asks for. With `--strict` only.',
        advice: 'Ask for it more clearly, or run without `--strict` to get the answer as it came.',
      },
      422,
    ),
    shouldRetry: false,
  },
  context_length_exceeded: invalid('context_length_exceeded', {
    meaning: "The conversation is longer than the model's context window.",
    advice: 'Shorten the conversation, or choose a model with a larger context window.',
  }),
  idempotency_key_reused: {
    ...invalid(
      'idempotency_key_reused',
      {
        meaning:
          'The idempotency key was used for another request, whose completion is still kept.',
        advice: 'Use a new key for each request; keep it only to send the same one again.',
      },
      409,
    ),
    shouldRetry: false,
  },
  model_not_found: invalid(
    'model_not_found',
    {
      meaning: 'No model of that name is known.',
      advice: 'Take a name from `GET /v1/models` or `Query.models`.',
    },
    404,
  ),
  completion_not_found: invalid(
    'completion_not_found',
    {
      meaning: 'There is no running or recent completion with this ID.',
      advice: 'Check the id; start the completion anew.',
    },
    404,
  ),
  stream_gap: invalid('stream_gap', {
    meaning: 'Events that were asked for are no longer kept; read the completion instead.',
    advice: 'Read `Query.chatCompletion`, then continue after its `lastSequence`.',
  }),
  route_not_found: invalid(
    null,
    { meaning: 'No such route, or it is switched off.', advice: 'Check the URL and the method.' },
    404,
  ),
  method_not_allowed: invalid(
    'method_not_allowed',
    {
      meaning: 'The route does not take this HTTP method.',
      advice: 'Use a method that the `allow` header lists.',
    },
    405,
  ),
  payload_too_large: invalid(
    'payload_too_large',
    {
      meaning: 'The request is too large for the gateway or the service.',
      advice: 'Send less: a shorter conversation, smaller pictures.',
    },
    413,
  ),
  unsupported_media_type: invalid(
    'unsupported_media_type',
    {
      meaning: 'The request body is of a type that is not understood.',
      advice: 'Send JSON as `application/json` in UTF-8.',
    },
    415,
  ),
  invalid_api_key: invalid(
    'invalid_api_key',
    {
      meaning: "The gateway's API key is missing or wrong.",
      advice:
        'Send the key that the gateway was started with, as `authorization: Bearer KEY`, `x-api-key` or `api-key`.',
    },
    401,
  ),
  not_permitted: invalid(
    'not_permitted',
    {
      meaning:
        "Changing the machine's Codex login needs the admin token or an admin API key. GraphQL only.",
      advice:
        'Send the token that `codex-serve admin-token` prints, or a key that `--admin-keys` names.',
    },
    403,
  ),
  codex_login_required: {
    ...invalid(
      'codex_login_required',
      {
        meaning:
          'Codex is not logged in on this machine, or the service refused its login. Or the upstream, which needs no login, refused its own API key.',
        advice:
          "Run `codex login` on the gateway's machine, or `Mutation.startLogin`; the gateway notices by itself. For an upstream with its own key, check what the message names.",
      },
      401,
    ),
    type: 'authentication_error',
    shouldRetry: false,
  },
  login_not_needed: invalid(
    'login_not_needed',
    {
      meaning:
        "The upstream of the gateway's Codex needs no login, so that none is made or ended. GraphQL only.",
      advice: 'Nothing: chats are answered as it is.',
    },
    409,
  ),
  login_not_found: invalid(
    'login_not_found',
    {
      meaning: 'There is no pending or recent login with this ID. GraphQL only.',
      advice: 'Check the id; `Query.account` shows the pending login.',
    },
    404,
  ),
  login_cancelled: {
    ...invalid(
      'login_cancelled',
      {
        meaning:
          'The login was cancelled, by hand, by a logout or by a login started after it. GraphQL only.',
        advice: 'Nothing; or start another login.',
      },
      499,
    ),
    shouldRetry: false,
  },
  login_expired: invalid(
    'login_expired',
    {
      meaning: 'Nobody approved the login before its code expired. GraphQL only.',
      advice: 'Start another login.',
    },
    408,
  ),
  login_failed: invalid(
    'login_failed',
    {
      meaning: 'The service refused the login, or could not be asked for it. GraphQL only.',
      advice: 'Read the message; start another login.',
    },
    502,
  ),
  origin_not_allowed: invalid(
    'origin_not_allowed',
    {
      meaning: 'A web page of this origin may not use the gateway.',
      advice: 'Name the origin in `--cors-origin`.',
    },
    403,
  ),
  host_not_allowed: invalid(
    'host_not_allowed',
    {
      meaning: 'The gateway does not answer under this host name.',
      advice:
        'Name the host in `--allow-host`, or set an API key: with a valid one every host is allowed.',
    },
    403,
  ),
  rate_limit_exceeded: rateLimit('rate_limit_exceeded', {
    meaning: 'Too many requests, or too many tokens, in too short a time.',
    advice: 'Wait for `retry-after`, then try again.',
  }),
  insufficient_quota: {
    ...rateLimit('insufficient_quota', {
      meaning: "The account's quota is used up.",
      advice:
        'Wait until the quota resets: in `retry-after` seconds, where that is known. Or raise it.',
    }),
    type: 'insufficient_quota',
    shouldRetry: false,
  },
  resource_unavailable: rateLimit('resource_unavailable', {
    meaning: 'The gateway or the service has no room at the moment.',
    advice: later,
  }),
  cancelled: {
    status: 499,
    type: 'cancelled_error',
    wireCode: 'cancelled',
    shouldRetry: false,
    meaning: 'The completion was cancelled, or its client left.',
    advice: 'Nothing.',
  },
  server_error: server('server_error', 500, {
    meaning: 'The service had an error of its own.',
    advice: later,
  }),
  server_overloaded: server('server_overloaded', 503, {
    meaning: 'The service is overloaded.',
    advice: 'Wait for `retry-after`, then try again, or choose another model.',
  }),
  engine_unavailable: server('engine_unavailable', 503, {
    meaning: 'The Codex engine is not running; it is being restarted.',
    advice: 'Try again in a moment.',
  }),
  queue_timeout: server('queue_timeout', 503, {
    meaning: 'The request waited for its turn as long as `--queue-seconds` allows.',
    advice: 'Wait for `retry-after`, then try again. The service was not asked.',
  }),
  upstream_unavailable: server('upstream_unavailable', 503, {
    meaning: 'The last requests failed to reach the service, so that this one was refused at once.',
    advice: 'Wait for `retry-after`, then try again.',
  }),
  shutting_down: server('shutting_down', 503, {
    meaning: 'The gateway is shutting down.',
    advice: 'Try again once it is back.',
  }),
  upstream_error: server('upstream_error', 502, {
    meaning: 'The service failed to give an answer.',
    advice: later,
  }),
  upstream_unreachable: server('upstream_unreachable', 502, {
    meaning:
      'There is no connection to the service: refused, host unknown, TLS, proxy, timeout. The message says which, the log says all.',
    advice: "Check the network of the gateway's machine; then try again.",
  }),
  upstream_misconfigured: {
    ...server('upstream_misconfigured', 500, {
      meaning: "The Codex configuration on the gateway's machine does not lead to a service.",
      advice: "Correct the provider in Codex's `config.toml`, or set the variable that it names.",
    }),
    shouldRetry: false,
  },
  upstream_refused: {
    ...server('upstream_refused', 502, {
      meaning: "The service refuses the gateway's account or address.",
      advice: "Check the account's rights and Codex's settings on the gateway's machine.",
    }),
    shouldRetry: false,
  },
  upstream_timeout: {
    ...server('upstream_timeout', 504, {
      meaning: 'The service, or Codex, showed no sign of life for longer than `--silence-seconds`.',
      advice: 'Ask again if the answer is worth its price: this one may have been paid for.',
    }),
    shouldRetry: false,
  },
  answer_timeout: {
    ...server('answer_timeout', 504, {
      meaning: 'The answer took longer than `--answer-seconds`.',
      advice: 'Ask for a shorter answer, or raise the limit.',
    }),
    shouldRetry: false,
  },
  answer_diverged: server('answer_diverged', 502, {
    meaning: 'The service took back what it had already streamed.',
    advice: 'Drop what came of the answer, and ask again.',
  }),
  internal_error: server('internal_error', 500, {
    meaning: 'A fault in the gateway; its log says more.',
    advice: "Read the gateway's log.",
  }),
} as const satisfies Record<string, ErrorRow>;

/** The code of any error this program gives out, on either surface. */
export type ErrorCode = keyof typeof errorTable;

/** The wire form of a code. */
export function errorRow(code: ErrorCode): ErrorRow {
  return errorTable[code];
}

/** Every code, in the table's order. */
export const errorCodes: readonly ErrorCode[] = Object.keys(errorTable).filter((code) =>
  isErrorCode(code),
);

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
