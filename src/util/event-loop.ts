import { setImmediate } from 'node:timers/promises';

/** Characters or bytes of a large input. Less is worked through in well under a millisecond. */
export const largeLength = 64 * 1024;

/**
 * Lets the event loop do other things before more work on a large input. The steps of reading a
 * request follow each other as promises, which would make one long pause of them. A small input does
 * not wait: that would only delay its answer.
 */
export async function letOthersRun(): Promise<void> {
  await setImmediate();
}
