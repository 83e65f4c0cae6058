import type { Engine } from './engine/engine.ts';

/** Why no new request would be answered, in the words of `/readyz`. */
export const unreadyReasons = [
  'starting',
  'draining',
  'no_login',
  'engine_down',
  'engine_failing',
] as const;

/** One of these reasons. */
export type UnreadyReason = (typeof unreadyReasons)[number];

/**
 * Why the engine answers no new request; null while it does. Asks nobody. A service that cannot be
 * reached is no reason: another process would not reach it either.
 */
export function unreadinessOf(
  engine: Pick<Engine, 'health' | 'knownAccount'>,
): UnreadyReason | null {
  const { state, breaker } = engine.health();
  if (state === 'stopped') return 'draining';
  if (breaker?.kind === 'engine') return 'engine_failing';
  if (state === 'starting') return 'starting';
  if (state !== 'ready') return 'engine_down';
  return engine.knownAccount().isReady ? null : 'no_login';
}
