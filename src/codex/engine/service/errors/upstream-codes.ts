import type { ErrorCode } from '../../../../errors/error-table.ts';

/** The error code for each name that Codex gives a failure (`codexErrorInfo`). */
export const codesByInfo = {
  contextWindowExceeded: 'context_length_exceeded',
  modelNotFound: 'model_not_found',
  badRequest: 'invalid_request',
  cyberPolicy: 'invalid_prompt',
  bioPolicy: 'invalid_prompt',
  inferenceHookDenied: 'invalid_prompt',
  misalignmentPolicyViolation: 'misalignment_policy_violation',
  usageLimitExceeded: 'insufficient_quota',
  sessionBudgetExceeded: 'insufficient_quota',
  rateLimitExceeded: 'rate_limit_exceeded',
  flexUnavailable: 'resource_unavailable',
  policyCapacityUnavailable: 'resource_unavailable',
  serverOverloaded: 'server_overloaded',
  unauthorized: 'codex_login_required',
  internalServerError: 'server_error',
  sandboxError: 'internal_error',
} as const satisfies Record<string, ErrorCode>;

/** The error code for each HTTP status of the service, where Codex tells no more than that. */
export const codesByStatus = {
  400: 'invalid_request',
  401: 'codex_login_required',
  402: 'upstream_refused',
  403: 'upstream_refused',
  404: 'upstream_refused',
  413: 'payload_too_large',
  422: 'invalid_request',
  429: 'rate_limit_exceeded',
  503: 'server_overloaded',
} as const satisfies Record<number, ErrorCode>;

/** The codes that a failure of Codex or the service may get. */
export type UpstreamCode =
  | (typeof codesByInfo)[keyof typeof codesByInfo]
  | (typeof codesByStatus)[keyof typeof codesByStatus]
  | 'upstream_error';

/** The code for `codexErrorInfo` where that is a name; undefined for one that says nothing. */
export function codeOfInfo(info: string): UpstreamCode | undefined {
  return codeIn(codesByInfo, info);
}

/** The code for the service's HTTP status; every status without one of its own is a failure of the service. */
export function codeOfStatus(status: number): UpstreamCode {
  return codeIn(codesByStatus, String(status)) ?? 'upstream_error';
}

function codeIn(
  codes: Readonly<Record<string, UpstreamCode>>,
  key: string,
): UpstreamCode | undefined {
  return Object.hasOwn(codes, key) ? codes[key] : undefined;
}
