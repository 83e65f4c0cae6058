import type { RecordedRequest, StandIn } from '../../src/standin/index.ts';

/** The last request for an answer. What Codex sends ahead of one, to prepare a connection, is none. */
export function lastAsked({ requests }: StandIn): RecordedRequest | undefined {
  return requests.findLast(({ prewarm }) => !prewarm);
}
