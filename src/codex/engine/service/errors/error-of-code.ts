import {
  InvalidRequestError,
  LoginRequiredError,
  ModelNotFoundError,
  RateLimitedError,
  UpstreamError,
  toCodexServeError,
  type CodexServeError,
} from '../../../../errors/errors.ts';
import { codeOfStatus, type UpstreamCode } from './upstream-codes.ts';
import { httpFailureText } from './upstream-text.ts';
import { askedWaitMs, usageLimit } from './usage-limit.ts';

/** When to try again where the service leaves it open, in milliseconds. Some seconds have been tried already. */
const pauseMs = 5000;

/** The gateway's error for an HTTP status of the service, with Codex's message about it. */
export function errorOfStatus(status: number, message: string, model: string): CodexServeError {
  return errorOfCode(codeOfStatus(status), httpFailureText(message), model);
}

/** The gateway's error of that code, with the words of Codex or the service. */
export function errorOfCode(code: UpstreamCode, message: string, model: string): CodexServeError {
  switch (code) {
    case 'context_length_exceeded':
      // Codex's own words are about threads, which a client knows nothing of.
      return new InvalidRequestError(code, tooLong, { param: 'messages', cause: message });
    case 'model_not_found':
      return new ModelNotFoundError(model);
    case 'invalid_request':
    case 'invalid_prompt':
    case 'misalignment_policy_violation':
    case 'payload_too_large':
      return new InvalidRequestError(code, message);
    case 'insufficient_quota':
      return usageLimit(message);
    case 'rate_limit_exceeded':
      return rateLimited(message);
    case 'resource_unavailable':
      return new RateLimitedError(code, message, { retryAfterMs: pauseMs });
    case 'codex_login_required':
      return new LoginRequiredError(loginRefused, { cause: message });
    case 'server_overloaded':
      return new UpstreamError(code, message, { retryAfterMs: pauseMs });
    case 'server_error':
    case 'upstream_error':
    case 'upstream_refused':
      return new UpstreamError(code, message);
    case 'internal_error':
    default:
      return toCodexServeError(new Error(message));
  }
}

const tooLong =
  'Your input exceeds the context window of this model. Please adjust your input and try again.';
const loginRefused =
  "The service refused Codex's login on this machine. Run `codex login` to log in again.";

function rateLimited(message: string): RateLimitedError {
  const said = message.replace(/^rate limit exceeded: /, '');
  const retryAfterMs = askedWaitMs(said) ?? pauseMs;
  return new RateLimitedError('rate_limit_exceeded', said, { retryAfterMs });
}
