import {
  InvalidRequestError,
  UpstreamError,
  toCodexServeError,
  type CodexServeError,
} from '../../../../errors/errors.ts';
import type { CodexErrorInfo, TurnError } from '../rpc/protocol.ts';
import {
  RpcClosedError,
  RpcError,
  RpcTimeoutError,
  UnreadableMessageError,
} from '../rpc/rpc-errors.ts';
import type { QuotaWindows } from '../account/quota-windows.ts';
import { EngineDiedError } from '../../engine-died.ts';
import { silentError } from '../../service/errors/silence.ts';
import { statusOf } from '../upstream/http-status.ts';
import {
  connectionError,
  connectionFaultIn,
  isUnsent,
} from '../../service/contact/connection-fault.ts';
import { knownRefusal, refusedRequest } from '../../service/errors/refused-request.ts';
import { codeOfUnknownInfo } from '../../service/errors/unknown-info.ts';
import { codeOfInfo, type UpstreamCode } from '../../service/errors/upstream-codes.ts';
import {
  disconnectionText,
  httpFailureText,
  refusalIn,
} from '../../service/errors/upstream-text.ts';
import { errorOfCode, errorOfStatus } from '../../service/errors/error-of-code.ts';
import { usageLimit } from '../../service/errors/usage-limit.ts';
import { withoutSecrets } from '../../service/errors/without-secrets.ts';

/**
 * The gateway's error for a turn that Codex gave up. Its message is safe to send to a client.
 *
 * @param model The one that was asked.
 * @param quota Says to the second when a quota resets; Codex's message does so to the minute.
 */
export function turnError(
  error: TurnError | null,
  model: string,
  quota?: QuotaWindows,
): CodexServeError {
  if (error === null) return new UpstreamError('upstream_error', 'Codex gave no answer.');
  const { codexErrorInfo: info } = error;
  const message = withoutSecrets(error.message);
  const status = statusOf(info);
  const code = codeOf(info, status);
  if (code === 'insufficient_quota') return usageLimit(message, quota);
  if (code !== undefined) {
    const refusal = code === 'invalid_request' ? knownRefusal(message, model) : null;
    return refusal ?? errorOfCode(code, wordsOf(message, status), model);
  }
  if (status !== null) return errorOfStatus(status, message, model);
  return info === 'other' ? unnamedError(message, model) : upstreamFailed(message);
}

/** Objects among the infos that this program knows: only their status counts. */
const knownObjects: ReadonlySet<string> = new Set([
  'httpConnectionFailed',
  'responseStreamConnectionFailed',
  'responseStreamDisconnected',
  'responseTooManyFailedAttempts',
  'activeTurnNotSteerable',
]);

/** The code that an info's name says; undefined where it says none, or the status says better. */
export function codeOf(
  info: CodexErrorInfo | null,
  status: number | null,
): UpstreamCode | undefined {
  if (typeof info === 'string') {
    return codeOfInfo(info) ?? (info === 'other' ? undefined : codeOfUnknownInfo(info));
  }
  if (status !== null && status >= 500) return undefined;
  const name = Object.keys(info ?? {})[0] ?? '';
  if (knownObjects.has(name)) return undefined;
  return codeOfInfo(name) ?? codeOfUnknownInfo(name);
}

/** Codex's message without a service's URL or JSON. */
function wordsOf(message: string, status: number | null): string {
  if (status !== null) return httpFailureText(message);
  return refusalIn(message)?.message ?? message;
}

/** Codex's own failures among those that it has no name for; the rest is the service's refusal. */
const codexsOwn =
  /^(?:failed to refresh token|request timed out|timeout waiting|turn aborted|interrupted|fatal error|internal error|missing environment variable|codex-linux-sandbox)/i;

/** Most that Codex calls `other` is a refused request; see `CodexErr` in its source. */
function unnamedError(message: string, model: string): CodexServeError {
  const isCodexs = codexsOwn.test(message) || message.startsWith('Incomplete response');
  if (isCodexs || disconnectionText(message) !== null) return upstreamFailed(message);
  return refusedRequest(message, model);
}

const unreachable = 'The service could not be reached.';

/** The gateway's error for what is neither the request's fault nor has a code of its own. */
export function upstreamFailed(message: string): UpstreamError {
  const fault = connectionFaultIn(message);
  if (fault !== null) return connectionError(fault, message);
  if (isUnsent(message)) {
    return new UpstreamError('upstream_unreachable', unreachable, { cause: message });
  }
  const text = disconnectionText(message) ?? 'The service failed to give an answer.';
  return new UpstreamError('upstream_error', text, { cause: message });
}

/** JSON-RPC's "invalid request" and "invalid params": the call was at fault. */
const callAtFault = new Set([-32_600, -32_602]);

/**
 * Faults of the machine and of Codex's configuration, which Codex reports as if the call were at
 * fault, with private paths in the words (measured on 0.171.0: `failed to load configuration: …`).
 */
const enginesOwn =
  /^failed to (?:load|read|write|open|create)\b|config\.toml|os error \d+|too many open files|permission denied|no space left/i;

/** The gateway's error for a call that the app-server refused, or could not answer. */
export function callError(error: unknown): CodexServeError {
  if (error instanceof RpcClosedError) return new EngineDiedError(error);
  if (error instanceof RpcTimeoutError) return silentError(error.ms, error);
  if (error instanceof UnreadableMessageError) {
    return new UpstreamError('upstream_error', 'Codex sent something that cannot be read.', {
      cause: error,
    });
  }
  if (error instanceof RpcError && enginesOwn.test(error.reason)) {
    return toCodexServeError(error);
  }
  if (error instanceof RpcError && callAtFault.has(error.code)) {
    return new InvalidRequestError('invalid_request', error.message, { cause: error });
  }
  return toCodexServeError(error);
}
