import type { InvalidRequestError } from '../../errors/errors.ts';
import type { CallFaults, CallStep } from './calls-answered.ts';

/**
 * Checks that every call of a conversation has its result somewhere after it, and every result its
 * call. An id may be used again once it has its result. Throws the first fault; calls without a result
 * come last.
 */
export function assertCallsMatched(steps: Iterable<CallStep>, faults: CallFaults): void {
  const open = new Map<string, number>();
  const answered = new Set<string>();
  let index = 0;
  for (const { callIds, resultOf } of steps) {
    for (const id of callIds) {
      if (open.has(id)) throw faults.duplicateCall(index, id);
      open.set(id, index);
    }
    if (resultOf !== null && !open.delete(resultOf)) {
      throw unmatched(answered.has(resultOf), index, resultOf, faults);
    }
    if (resultOf !== null) answered.add(resultOf);
    index += 1;
  }
  const [first] = open.values();
  if (first !== undefined) throw faults.unanswered(first, [...open.keys()]);
}

function unmatched(
  isAnswered: boolean,
  index: number,
  id: string,
  faults: CallFaults,
): InvalidRequestError {
  return isAnswered ? faults.duplicateResult(index, id) : faults.orphanResult(index, id);
}
