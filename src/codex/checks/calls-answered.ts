import type { InvalidRequestError } from '../../errors/errors.ts';

/** One message of a conversation, as far as calls and their results go. */
export interface CallStep {
  /** The ids of the calls it holds; empty for most. */
  readonly callIds: readonly string[];
  /** The call that it is the result of; null for any other message. */
  readonly resultOf: string | null;
}

/** What can be wrong with a conversation, each in the words of its surface. */
export interface CallFaults {
  /** Two calls of the message at that index have one id. */
  duplicateCall(index: number, id: string): InvalidRequestError;
  /** The result at that index is the second one for its call. */
  duplicateResult(index: number, id: string): InvalidRequestError;
  /** The result at that index belongs to no call of the message that it follows. */
  orphanResult(index: number, id: string): InvalidRequestError;
  /** Calls of the message at that index have no result behind it. */
  unanswered(index: number, ids: readonly string[]): InvalidRequestError;
}

/**
 * Checks that every call of a conversation has its result right behind it, and every result its
 * call. Throws the first fault.
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
