import { runInNewContext } from 'node:vm';

/**
 * Does synchronous work, and breaks it off when it takes too long: schemas and patterns come from
 * clients, and some of them would take for ever. The process waits meanwhile.
 *
 * @param ms Milliseconds.
 * @throws What the work throws, and an error with the code `ERR_SCRIPT_EXECUTION_TIMEOUT`.
 */
export function withinTime<T extends object>(ms: number, work: () => T): T {
  const results: T[] = [];
  // A timeout is had with a context only; the work itself runs outside of it, with all it knows.
  runInNewContext('work()', { work: () => void results.push(work()) }, { timeout: ms });
  const [result] = results;
  if (result === undefined) throw new Error('The work gave nothing.');
  return result;
}
