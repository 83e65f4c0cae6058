import { z } from 'zod';
import {
  InvalidRequestError,
  LoginRequiredError,
  ModelNotFoundError,
  RateLimitedError,
  UpstreamError,
  toCodexServeError,
  type CodexServeError,
} from '../../../errors/errors.ts';
import type { CodexErrorInfo } from '../protocol/v2/CodexErrorInfo.ts';
import type { TurnError } from '../protocol/v2/TurnError.ts';
import { RpcClosedError, RpcError } from '../rpc/connection.ts';

type ErrorMaker = (message: string, model: string) => CodexServeError;

const invalidPrompt: ErrorMaker = (message) => new InvalidRequestError('invalid_prompt', message);
const quotaUsedUp: ErrorMaker = (message) => new RateLimitedError('insufficient_quota', message);
const noCapacity: ErrorMaker = (message) => new RateLimitedError('resource_unavailable', message);
const rateLimited: ErrorMaker = (message) => new RateLimitedError('rate_limit_exceeded', message);
const overloaded: ErrorMaker = (message) => new UpstreamError('server_overloaded', message);
const invalidRequest: ErrorMaker = (message) => new InvalidRequestError('invalid_request', message);
const loginRefused: ErrorMaker = (message) => new LoginRequiredError({ cause: message });
const upstreamFailed: ErrorMaker = (message) => new UpstreamError('upstream_error', message);

/** By the name that Codex gives a failure (`codexErrorInfo`). */
const errorsByInfo = new Map<string, ErrorMaker>([
  [
    'contextWindowExceeded',
    (message) => new InvalidRequestError('context_length_exceeded', message, { param: 'messages' }),
  ],
  ['modelNotFound', (_message, model) => new ModelNotFoundError(model)],
  ['badRequest', invalidRequest],
  ['cyberPolicy', invalidPrompt],
  ['inferenceHookDenied', invalidPrompt],
  [
    'misalignmentPolicyViolation',
    (message) => new InvalidRequestError('misalignment_policy_violation', message),
  ],
  ['usageLimitExceeded', quotaUsedUp],
  ['sessionBudgetExceeded', quotaUsedUp],
  ['rateLimitExceeded', rateLimited],
  ['flexUnavailable', noCapacity],
  ['policyCapacityUnavailable', noCapacity],
  ['serverOverloaded', overloaded],
  ['unauthorized', loginRefused],
]);

/** By the HTTP status of the service, where Codex gives no more than that. */
const errorsByStatus = new Map<number, ErrorMaker>([
  [400, invalidRequest],
  [401, loginRefused],
  [404, (_message, model) => new ModelNotFoundError(model)],
  [413, invalidRequest],
  [429, rateLimited],
  [503, overloaded],
]);

/** The gateway's error for a turn that Codex gave up. */
export function turnError(error: TurnError | null, model: string): CodexServeError {
  if (error === null) return new UpstreamError('upstream_error', 'Codex gave no answer.');
  const refusal = serviceRefusal(error.message);
  if (refusal !== null) return invalidRequest(refusal, model);
  return errorMaker(error.codexErrorInfo)(error.message, model);
}

/** A 400 that Codex has no name for comes as the service's own JSON in the place of a message. */
const serviceError = z.object({
  status: z.literal(400).optional(),
  error: z.object({ message: z.string(), type: z.literal('invalid_request_error') }),
});

function serviceRefusal(message: string): string | null {
  if (!message.startsWith('{')) return null;
  try {
    return serviceError.safeParse(JSON.parse(message)).data?.error.message ?? null;
  } catch {
    return null;
  }
}

function errorMaker(info: CodexErrorInfo | null): ErrorMaker {
  if (typeof info === 'string') return errorsByInfo.get(info) ?? upstreamFailed;
  return errorsByStatus.get(statusOf(info) ?? 0) ?? upstreamFailed;
}

/** The status inside `{httpConnectionFailed: {httpStatusCode}}` and its siblings. */
function statusOf(info: object | null): number | null {
  const detail: unknown = Object.values(info ?? {})[0];
  if (typeof detail !== 'object' || detail === null || !('httpStatusCode' in detail)) return null;
  return typeof detail.httpStatusCode === 'number' ? detail.httpStatusCode : null;
}

/** JSON-RPC's "invalid request" and "invalid params": the call was at fault. */
const callAtFault = new Set([-32_600, -32_602]);

/** The gateway's error for a call that the app-server refused, or could not answer. */
export function callError(error: unknown): CodexServeError {
  if (error instanceof RpcClosedError) {
    return new UpstreamError('engine_unavailable', 'Codex stopped while it was answering.', {
      cause: error,
    });
  }
  if (error instanceof RpcError && callAtFault.has(error.code)) {
    return new InvalidRequestError('invalid_request', error.message, { cause: error });
  }
  return toCodexServeError(error);
}
