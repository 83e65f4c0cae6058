import { runInNewContext } from 'node:vm';

/**
 * Does synchronous work, and breaks it off when it takes too long: schemas and patterns come from
 * clients, and some of them would take for ever. The process waits meanwhile.
 *
 * @param ms Milliseconds.
 * @throws What the work throws, and an error that says how long it was given.
 */
export function withinTime<T extends object>(ms: number, work: () => T): T {
  const results: T[] = [];
  const failures: unknown[] = [];
  const settle = (): void => {
    try {
      results.push(work());
    } catch (error) {
      failures.push(error);
    }
  };
  try {
    // A timeout is had with a context only; the work itself runs outside of it, with all it knows.
    runInNewContext('work()', { work: settle }, { timeout: ms });
  } catch (error) {
    throw new Error(`it takes more than ${ms} ms`, { cause: error });
  }
  const [result] = results;
  if (result === undefined) throw failures[0];
  return result;
}
