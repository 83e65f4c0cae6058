import type { JsonObject } from './json.ts';

/** OpenAI's error envelope. */
export function errorBody(
  message: string,
  options: { type?: string; code?: string | null; param?: string | null } = {},
): JsonObject {
  const { type = 'invalid_request_error', code = null, param = null } = options;
  return { error: { message, type, param, code } };
}

/** The envelope the service sends for a status when nothing more is known. */
export function errorBodyFor(status: number): JsonObject {
  const known = KNOWN[status];
  if (known) return errorBody(...known);
  return status >= 500
    ? errorBody('The server had an error while processing your request', { type: 'server_error' })
    : errorBody('The request was refused');
}

/**
 * The body ChatGPT's backend sends with a 429 when the plan's quota is used up; `resetsInSeconds`
 * from now. Codex takes the reset time from `resets_at`.
 */
export function usageLimitBody(resetsInSeconds: number, planType = 'plus'): JsonObject {
  return {
    error: {
      type: 'usage_limit_reached',
      message: 'The usage limit has been reached',
      plan_type: planType,
      resets_at: Math.floor(Date.now() / 1000) + resetsInSeconds,
      resets_in_seconds: resetsInSeconds,
    },
  };
}

const KNOWN: Readonly<Record<number, Parameters<typeof errorBody>>> = {
  401: ['Incorrect API key provided.', { code: 'invalid_api_key' }],
  403: ['You do not have access to this resource.', { code: 'forbidden' }],
  404: ['The requested model does not exist.', { code: 'model_not_found', param: 'model' }],
  413: ['Request entity too large.', { code: 'request_too_large' }],
  429: [
    'Rate limit reached. Please try again later.',
    { type: 'requests', code: 'rate_limit_exceeded' },
  ],
  503: ['The server is overloaded.', { type: 'server_error', code: 'server_is_overloaded' }],
};
