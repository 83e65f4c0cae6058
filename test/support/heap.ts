import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The heap in bytes, once everything unreachable is gone. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc !== 'function') throw new Error('this Node cannot collect garbage on demand');
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}
