import type { InvalidRequestError } from '../../errors/errors.ts';

/** One message of a conversation, as far as calls and their results go. */
export interface CallStep {
  /** The ids of the calls it holds; empty for most. */
  readonly callIds: readonly string[];
  /** The call that it is the result of; null for any other message. */
  readonly resultOf: string | null;
}

/** The possible faults of a conversation, each worded by the surface. */
export interface CallFaults {
  /** Two calls of the message at that index have the same id. */
  duplicateCall(index: number, id: string): InvalidRequestError;
  /** The call already has a result before the one at that index. */
  duplicateResult(index: number, id: string): InvalidRequestError;
  /** The preceding message has no call for the result at that index. */
  orphanResult(index: number, id: string): InvalidRequestError;
  /** No results follow for these calls of the message at that index. */
  unanswered(index: number, ids: readonly string[]): InvalidRequestError;
}

/**
 * Checks that the result of every call directly follows the message with the call, and that every
 * result has a call. Throws the first fault.
 */
export function assertCallsAnswered(steps: Iterable<CallStep>, faults: CallFaults): void {
  let calls = new Set<string>();
  let open = new Set<string>();
  let callsAt = -1;
  let index = 0;
  for (const { callIds, resultOf } of steps) {
    if (resultOf === null) {
      if (open.size > 0) throw faults.unanswered(callsAt, [...open]);
      calls = new Set();
      for (const id of callIds) {
        if (calls.has(id)) throw faults.duplicateCall(index, id);
        calls.add(id);
      }
      open = new Set(calls);
      callsAt = index;
    } else if (!open.delete(resultOf)) {
      const fault = calls.has(resultOf) ? 'duplicateResult' : 'orphanResult';
      throw faults[fault](index, resultOf);
    }
    index += 1;
  }
  if (open.size > 0) throw faults.unanswered(callsAt, [...open]);
}
