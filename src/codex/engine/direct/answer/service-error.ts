import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import {
  RateLimitedError,
  UpstreamError,
  type CodexServeError,
} from '../../../../errors/errors.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import {
  brokenText,
  connectionError,
  type ConnectionFault,
} from '../../service/contact/connection-fault.ts';
import { errorOfCode } from '../../service/errors/error-of-code.ts';
import { refusedRequest } from '../../service/errors/refused-request.ts';
import { codeOfUnknownInfo } from '../../service/errors/unknown-info.ts';
import { codeOfStatus, type UpstreamCode } from '../../service/errors/upstream-codes.ts';
import { askedWaitMs } from '../../service/errors/usage-limit.ts';
import { withoutSecrets } from '../../service/errors/without-secrets.ts';
import type { BrokenConnection, ServiceRefusal } from '../transport/faults.ts';
import { countOf, objectOf, textOf } from '../../../completion/json-members.ts';
import { quotaInHeaders } from './quota.ts';
import { retryAfterMs } from './retry-after.ts';

/** A failure of the service, and whether the same request may have an answer later. */
export interface ServiceError {
  readonly error: CodexServeError;
  readonly isRetryable: boolean;
  /** How long the service asks to wait before, in milliseconds. */
  readonly waitMs: number;
}

/** The service ended a response with a failure. */
export class FailedResponse extends Error {
  override readonly name = 'FailedResponse';
  /** The service's own object, with `code` and `message`. */
  readonly said: JsonObject;

  constructor(said: JsonObject) {
    super('the service ended the response with a failure');
    this.said = said;
  }
}

/** The last moment that a date can hold. */
const latestTime = 8.64e15;

/** The service's own codes, in `error.code` or `error.type`. */
const codes: ReadonlyMap<string, UpstreamCode> = new Map([
  ['context_length_exceeded', 'context_length_exceeded'],
  ['model_not_found', 'model_not_found'],
  ['invalid_prompt', 'invalid_prompt'],
  ['cyber_policy', 'invalid_prompt'],
  ['bio_policy', 'invalid_prompt'],
  ['misalignment_policy_violation', 'misalignment_policy_violation'],
  ['rate_limit_exceeded', 'rate_limit_exceeded'],
  ['slow_down', 'rate_limit_exceeded'],
  ['server_is_overloaded', 'server_overloaded'],
  ['insufficient_quota', 'insufficient_quota'],
  ['usage_limit_reached', 'insufficient_quota'],
  ['usage_not_included', 'insufficient_quota'],
  ['server_error', 'upstream_error'],
]);

/** Temporary HTTP client errors: timeout, conflict, too early. A plain 429 is left to the client. */
const passing = new Set([408, 409, 425]);

/** The error for a status of the service. */
export function refusalError(refusal: ServiceRefusal, model: string): ServiceError {
  const { status, headers, body } = refusal;
  const text = withoutSecrets(body);
  const said = saidIn(text);
  const code = codeIn(said);
  const waitMs = retryAfterMs(headers) ?? 0;
  const isRetryable =
    (status >= 500 || passing.has(status)) && code !== 'server_overloaded' && status !== 501;
  const error = errorOf(refusal, text, said, code, model);
  return { error: withRetryAfter(error, headers), isRetryable, waitMs };
}

/** A failure of the service with the time to retry that it names itself. */
function withRetryAfter(error: CodexServeError, headers: IncomingHttpHeaders): CodexServeError {
  const waitMs = retryAfterMs(headers);
  const { code, message, cause } = error;
  const isOutage =
    code === 'server_overloaded' || code === 'server_error' || code === 'upstream_error';
  if (waitMs === null || !isOutage) return error;
  return new UpstreamError(code, message, { retryAfterMs: waitMs, cause });
}

function errorOf(
  { status, headers }: ServiceRefusal,
  text: string,
  said: JsonObject,
  code: UpstreamCode | undefined,
  model: string,
): CodexServeError {
  const message = sentence(textOf(said['message'])) || statusText(status, text);
  if (code === 'insufficient_quota') return quotaError(said, message, headers);
  if (code === 'rate_limit_exceeded' || status === 429) return rateLimitError(headers, message);
  if (code !== undefined && code !== 'upstream_error') return errorOfCode(code, message, model);
  if (status === 400) return refusedRequest(text.startsWith('{') ? text : message, model);
  if (status === 500) return errorOfCode('server_error', message, model);
  if (status === 503) return errorOfCode('server_overloaded', statusText(status, text), model);
  return errorOfCode(codeOfStatus(status), statusText(status, text), model);
}

/** The error for a response that failed: the service's object, with `code` and `message`. */
export function failureError(said: JsonObject, model: string): ServiceError {
  const message = withoutSecrets(textOf(said['message'])) || 'The service failed to answer.';
  const code = codeIn(said) ?? codeOfUnknownInfo(textOf(said['code'])) ?? 'upstream_error';
  const isPassing = code === 'rate_limit_exceeded' || code === 'upstream_error';
  const waitMs = askedWaitMs(message) ?? 0;
  const error =
    code === 'insufficient_quota'
      ? quotaError(said, message, {})
      : code === 'upstream_error'
        ? new UpstreamError('upstream_error', message)
        : errorOfCode(code, message, model);
  return { error, isRetryable: isPassing, waitMs };
}

/** Faults that stay until somebody fixes the machine or its configuration. */
const lasting: ReadonlySet<ConnectionFault> = new Set([
  'certificate',
  'badUrl',
  'notHttp',
  'proxy',
]);

/** How a connection breaks on which a request was under way. */
const passingFaults: ReadonlySet<ConnectionFault> = new Set(['reset', 'timeout']);

/** The error for a connection that broke, or that was not made. */
export function brokenError({ fault, isSent, cause }: BrokenConnection): ServiceError {
  const error =
    fault === null || (isSent && passingFaults.has(fault))
      ? new UpstreamError('upstream_error', brokenText, { cause })
      : connectionError(fault, cause);
  return { error, isRetryable: fault === null || !lasting.has(fault), waitMs: 0 };
}

function codeIn(said: JsonObject): UpstreamCode | undefined {
  return codes.get(textOf(said['code'])) ?? codes.get(textOf(said['type']));
}

/** When an exhausted quota is empty again stands in the error itself, or in the headers. */
function quotaError(
  said: JsonObject,
  message: string,
  headers: IncomingHttpHeaders,
): CodexServeError {
  const now = Date.now();
  const at = resetIn(said, headers, now);
  if (at === null) return new RateLimitedError('insufficient_quota', message);
  const utc = new Date(at).toISOString().replace(/\.\d+/, '');
  const text = `${message.replace(/\.$/, '')}. It resets at ${utc}.`;
  return new RateLimitedError('insufficient_quota', text, { retryAfterMs: at - now });
}

function rateLimitError(headers: IncomingHttpHeaders, message: string): CodexServeError {
  const waitMs = retryAfterMs(headers);
  if (waitMs === null) return errorOfCode('rate_limit_exceeded', message, '');
  return new RateLimitedError('rate_limit_exceeded', message, { retryAfterMs: waitMs });
}

/** When the quota is empty again, in milliseconds since the epoch; null where nothing says so. */
function resetIn(said: JsonObject, headers: IncomingHttpHeaders, now: number): number | null {
  const at = countOf(said['resets_at']) * 1000;
  if (at > now && at <= latestTime) return at;
  const seconds = countOf(said['resets_in_seconds']);
  if (seconds > 0 && now + seconds * 1000 <= latestTime) return now + seconds * 1000;
  const resets = quotaInHeaders(headers)
    .windows.filter(({ usedPercent }) => usedPercent >= 100)
    .map(({ resetsAt }) => resetsAt?.getTime() ?? 0)
    .filter((reset) => reset > now);
  return resets.length === 0 ? null : Math.max(...resets);
}

/** The error object in a body; `detail` is how ChatGPT's backend words it. Empty for any other body. */
function saidIn(body: string): JsonObject {
  if (!body.startsWith('{')) return {};
  try {
    const parsed = objectOf(JSON.parse(body));
    const error = objectOf(parsed['error']);
    const detail = parsed['detail'];
    return typeof detail === 'string' ? { ...error, message: detail } : error;
  } catch {
    return {};
  }
}

/** The text, or nothing if it is a page or a JSON value. */
function sentence(text: string): string {
  return /^\s*[^\s<{[]/.test(text) ? text : '';
}

/** `The service answered with 502 Bad Gateway: busy`, with the body if it is a sentence. */
function statusText(status: number, body: string): string {
  const name = STATUS_CODES[status];
  const answered = `The service answered with ${status}${name === undefined ? '' : ` ${name}`}`;
  const said = sentence(textOf(saidIn(body)['message']) || body);
  return said === '' ? `${answered}.` : `${answered}: ${said.slice(0, 500)}`;
}
