import type { RecordedRequest } from '../../src/standin/index.ts';

/** Whether the direct engine sent a request: Codex adds its own version and the machine to the name of the gateway. */
export function isDirect({ headers }: Pick<RecordedRequest, 'headers'>): boolean {
  return /^codex-serve\/\S+$/.test(headers['user-agent'] ?? '');
}
