import type { FinishReason } from '../../../completion/events.ts';
import type { CodexServeError } from '../../../../errors/errors.ts';
import type { TurnError } from '../rpc/protocol.ts';
import { errorOfCode, errorOfStatus } from '../../service/errors/error-of-code.ts';
import { codeOf, upstreamFailed } from './turn-error.ts';
import { statusOf } from '../upstream/http-status.ts';
import type { UpstreamCode } from '../../service/errors/upstream-codes.ts';
import { httpFailureText } from '../../service/errors/upstream-text.ts';
import { askedWaitMs } from '../../service/errors/usage-limit.ts';
import { withoutSecrets } from '../../service/errors/without-secrets.ts';

/** A retry that Codex announces, with its reason. */
export interface AnnouncedRetry {
  /** The turn's error if all retries fail. */
  readonly error: CodexServeError;
  /** Its number on its transport, from 1. Absent: Codex does not report it. */
  readonly number?: number;
  /** How long the service asked Codex to wait before the next one, in milliseconds. */
  readonly waitMs: number;
  /** Whether no retry can succeed. */
  readonly isHopeless: boolean;
}

/** Temporary HTTP client errors: timeout, conflict, too early, too many requests. */
const passing = new Set([408, 409, 425, 429]);

/**
 * Reads an `error` notification with `willRetry`. Codex retries every status but 400, 404 and a
 * plain 429, a refused login among them, for 6 to 30 s (measured on 0.169.0). The reason is in
 * `additionalDetails`; `message` only counts: `Reconnecting... 2/5`.
 */
export function announcedRetry(error: TurnError, model: string): AnnouncedRetry {
  const reason = withoutSecrets(error.additionalDetails ?? error.message);
  const status = statusOf(error.codexErrorInfo);
  const code = codeOf(error.codexErrorInfo, status);
  return {
    error: errorOf(code, status, reason, model),
    ...numberOf(error.message),
    waitMs: askedWaitMs(reason) ?? 0,
    isHopeless: status !== null && status < 500 && !passing.has(status),
  };
}

function errorOf(
  code: UpstreamCode | undefined,
  status: number | null,
  reason: string,
  model: string,
): CodexServeError {
  if (status !== null) {
    return code === undefined
      ? errorOfStatus(status, reason, model)
      : errorOfCode(code, httpFailureText(reason), model);
  }
  return code === undefined ? errorOfReason(reason, model) : errorOfCode(code, reason, model);
}

/** `Reconnecting... 2/5` */
function numberOf(message: string): Pick<AnnouncedRetry, 'number'> {
  const number = /(\d+)\/\d+$/.exec(message)?.[1];
  return number === undefined ? {} : { number: Number(number) };
}

function errorOfReason(reason: string, model: string): CodexServeError {
  if (reason.startsWith('rate limit exceeded: ')) {
    return errorOfCode('rate_limit_exceeded', reason, model);
  }
  if (reason.includes('experiencing high demand')) {
    return errorOfCode('server_error', reason, model);
  }
  return upstreamFailed(reason);
}

/**
 * How an answer ended that the service cut short, which Codex reports as a failure (and, where it
 * was the content filter, retries for 6 to 13 s; measured on 0.169.0). Null for any other failure.
 */
export function cutShortReason(error: TurnError | null): FinishReason | null {
  const text = `${error?.message ?? ''} ${error?.additionalDetails ?? ''}`;
  const reason = /Incomplete response returned, reason: (\w+)/.exec(text)?.[1];
  if (reason === 'max_output_tokens') return 'length';
  return reason === 'content_filter' ? 'content_filter' : null;
}
