import { settleWithin } from '../../util/settle-within.ts';
import type { Identify } from './credentials.ts';

/** The same, but it rejects where a caller is not identified in time. */
export function identifyWithin(identify: Identify, ms: number): Identify {
  const late = (): Error => new Error(`A caller was not identified within ${ms} ms.`);
  return async (credentials) => await settleWithin(identify(credentials), ms, late);
}
