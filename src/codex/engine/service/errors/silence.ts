import { UpstreamError } from '../../../../errors/errors.ts';

/** The error for a turn that showed no sign of life for so long. */
export function silentError(ms: number, cause?: unknown): UpstreamError {
  const message = `The service showed no sign of life for ${Math.round(ms / 1000)} s.`;
  return new UpstreamError('upstream_timeout', message, { cause });
}
