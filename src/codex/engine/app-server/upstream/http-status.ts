import type { CodexErrorInfo } from '../rpc/protocol.ts';

/** The status inside `{httpConnectionFailed: {httpStatusCode}}` and its siblings; null without one. */
export function statusOf(info: CodexErrorInfo | null): number | null {
  if (typeof info === 'string') return null;
  const detail: unknown = Object.values(info ?? {})[0];
  if (typeof detail !== 'object' || detail === null || !('httpStatusCode' in detail)) return null;
  return typeof detail.httpStatusCode === 'number' ? detail.httpStatusCode : null;
}
