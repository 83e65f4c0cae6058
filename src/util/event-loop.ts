import { setImmediate } from 'node:timers/promises';

/** Characters that are worked through in well under a millisecond. */
const smallLength = 64 * 1024;

/**
 * Lets the event loop do other things before more work on a large input. The steps of reading a
 * request follow each other as promises, which would make one long pause of them. A small input does
 * not wait: that would only delay its answer.
 *
 * @param length Characters or bytes of the input.
 */
export async function letOthersRun(length: number): Promise<void> {
  if (length > smallLength) await setImmediate();
}
