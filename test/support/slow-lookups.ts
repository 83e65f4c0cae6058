import type { SessionCore } from '../../src/codex/session-core.ts';

/** Lookups that are answered late, as those of a directory that several gateways share. */
export interface SlowLookups {
  readonly core: SessionCore;
  /** How many lookups wait. */
  readonly waiting: number;
  /** Lets every lookup wait until `release`. */
  hold(): void;
  release(): void;
}

/**
 * A core whose lookups wait while they are held. What they tell is as old as the lookup; a completion
 * itself is live, and a list is read after its cursor.
 */
export function slowLookups(core: SessionCore): SlowLookups {
  let isHeld = false;
  const waiting = new Set<() => void>();
  const wait = async (): Promise<void> => {
    if (isHeld) await new Promise<void>((resolve) => waiting.add(resolve));
  };
  const late = async <T>(lookup: Promise<T>): Promise<T> => {
    const found = await lookup;
    await wait();
    return found;
  };
  return {
    core: {
      ...core,
      completion: async (id) => await late(core.completion(id)),
      completions: async () => await late(core.completions()),
      waitingRequest: async (id) => await late(core.waitingRequest(id)),
      activityCursor: async () => await late(core.activityCursor()),
      async board() {
        const cursor = await late(core.activityCursor());
        return { completions: await core.completions(), cursor };
      },
    },
    get waiting() {
      return waiting.size;
    },
    hold: () => void (isHeld = true),
    release() {
      isHeld = false;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}
