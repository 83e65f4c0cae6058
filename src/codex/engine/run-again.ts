import { DirectRefusedError } from './direct-refused.ts';
import { EngineDiedError } from './engine-died.ts';

/**
 * Why the same request may get its answer when the engine runs it again, which is worth one try for
 * each reason; null where it may not.
 */
export function reasonToRunAgain(error: unknown): 'died' | 'refused' | null {
  if (error instanceof EngineDiedError) return 'died';
  return error instanceof DirectRefusedError ? 'refused' : null;
}
