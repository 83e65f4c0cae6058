import type { CodexServeError } from '../../errors/errors.ts';
import { errorRow } from '../../errors/error-table.ts';
import { errorOf } from '../../conversations/running/event-record.ts';
import type { TurnError } from '../../conversations/turn.ts';

/** The types of the codes that say more than their status. */
const types: Readonly<Record<string, string>> = {
  cancelled: 'CancelledError',
  codex_login_required: 'LoginRequiredError',
  rate_limit_exceeded: 'RateLimitedError',
  insufficient_quota: 'RateLimitedError',
  resource_unavailable: 'RateLimitedError',
};

/** An error that was kept with a turn, with the name of its GraphQL type. */
export function storedError({ code, message }: TurnError): CodexServeError {
  const error = errorOf(code, message, null);
  const { type } = errorRow(error.code);
  const fallback = type === 'invalid_request_error' ? 'InvalidRequestError' : 'UpstreamError';
  return Object.assign({}, error, { name: types[error.code] ?? fallback, message });
}
