import type { Account } from '../account.ts';
import type { EngineName } from '../engine-health.ts';

/** Longer than the time between two reads of the quota while anyone follows it, in milliseconds. */
const renewingMs = 90_000;
/** For an app-server that has nothing more to do after the start, in milliseconds. */
const startedMs = 2000;

/**
 * After how many milliseconds without a task the app-server stops; null for never. The direct engine
 * needs it for the token of a ChatGPT login, and for what the service says of the account. An API
 * key and a custom provider need nothing of it.
 */
export function idleMsOf(engine: EngineName, { method, isLoginRequired }: Account): number | null {
  if (engine === 'app-server') return null;
  return isLoginRequired && method !== 'apikey' ? renewingMs : startedMs;
}
