import { runInNewContext } from 'node:vm';

/**
 * Runs synchronous work with a time limit. Schemas and patterns come from clients, and some of them
 * would never end. The process is blocked meanwhile.
 *
 * @param ms Milliseconds.
 * @throws The errors of the work, and an error with the time limit if it is exceeded.
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
    // Only a context has a timeout. The work itself runs outside of it, in its own closure.
    runInNewContext('work()', { work: settle }, { timeout: ms });
  } catch (error) {
    throw new Error(`it takes more than ${ms} ms`, { cause: error });
  }
  const [result] = results;
  if (result === undefined) throw failures[0];
  return result;
}
