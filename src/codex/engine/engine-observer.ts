/**
 * Why a new app-server takes the place of another: that one ended by itself (`died`), did not answer
 * and was killed (`unresponsive`), or the login or the model catalog changed.
 */
export const restartReasons = ['died', 'unresponsive', 'login', 'models'] as const;

/** One of these reasons. */
export type RestartReason = (typeof restartReasons)[number];

/**
 * Where a turn gets its thread: one that was connected ahead (`warm`), one that holds the conversation
 * (`kept`), or a new one (`cold`).
 */
export const threadOrigins = ['warm', 'kept', 'cold'] as const;

/** One of these origins. */
export type ThreadOrigin = (typeof threadOrigins)[number];

/** Watches what happens in an engine. Each method must return at once and must not throw. */
export interface EngineObserver {
  /** A new app-server has taken the place of another. Not called when one rests and is woken. */
  restarted?(reason: RestartReason): void;
  /** A turn has its thread. */
  threadTaken?(origin: ThreadOrigin): void;
}
