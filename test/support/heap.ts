import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { assertOwnProcess } from './own-process.ts';

/** The heap in bytes, once everything unreachable is gone. */
export function heapInUse(): number {
  assertOwnProcess();
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc !== 'function') throw new Error('this Node cannot collect garbage on demand');
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}
