import { rateLimit, server, type ErrorRow } from './error-row.ts';

const later = 'Try again later.';

/** What keeps an accepted request from its answer: limits, the service, Codex and the gateway. */
export const serviceErrors = {
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
    meaning: 'The gateway or the service has no capacity at the moment.',
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
    meaning: 'The service had an internal error.',
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
    meaning: 'The last requests failed to reach the service, so this one was refused at once.',
    advice: 'Wait for `retry-after`, then try again.',
  }),
  shutting_down: server('shutting_down', 503, {
    meaning: 'The gateway is shutting down.',
    advice: 'Wait for `retry-after`, then try again.',
  }),
  upstream_error: server('upstream_error', 502, {
    meaning: 'The service failed to give an answer.',
    advice: later,
  }),
  upstream_unreachable: server('upstream_unreachable', 502, {
    meaning:
      'There is no connection to the service: refused, host unknown, TLS, proxy, timeout. The message names the kind, the log has the details.',
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
    meaning: 'The service changed text that it had already streamed.',
    advice: 'Discard the partial answer, and ask again.',
  }),
  internal_error: server('internal_error', 500, {
    meaning: 'A fault in the gateway; its log says more.',
    advice: "Read the gateway's log.",
  }),
} as const satisfies Record<string, ErrorRow>;
