import { DirectRefusedError } from './direct-refused.ts';
import { EngineDiedError } from './engine-died.ts';
import { NotServedError } from './not-served.ts';

/**
 * Why the same request may get its answer when the engine runs it again, which is worth one try for
 * each reason; null where it may not.
 */
export function reasonToRunAgain(error: unknown): 'died' | 'refused' | null {
  if (error instanceof EngineDiedError) return 'died';
  const isRefused = error instanceof DirectRefusedError || error instanceof NotServedError;
  return isRefused ? 'refused' : null;
}
