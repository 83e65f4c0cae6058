import type { ThreadSettings } from './thread-settings.ts';

/** Learns from the requests how many threads of which kind to keep ready. */
export interface WarmDemand {
  /**
   * A request asked for a thread of this kind.
   *
   * @param wasReady Whether it found a warm thread that had had time to connect.
   */
  asked(settings: ThreadSettings, wasReady: boolean): void;
  /** Adds a slot for a thread of this kind, although no request has asked for one. */
  expect(settings: ThreadSettings): void;
  /** Removes a slot from this kind. */
  shrink(key: string): void;
  /** How many threads of this kind to keep ready. */
  share(key: string): number;
  /** The kinds with a slot, the most recently requested one last. */
  kinds(): readonly ThreadSettings[];
  /** Forgets all kinds, and learns no more. */
  close(): void;
}

/** A kind of request with its slots. */
interface Kind {
  readonly settings: ThreadSettings;
  share: number;
}

/** Maximum size of the settings of all warm threads, which Codex keeps with each thread. */
const maxBytes = 2_000_000;
/** How many kinds of requests are remembered, by a digest of each. */
const rememberedKinds = 100;

/**
 * Starts without demand. The second request of a kind adds a slot for its kind (a client that
 * changes its tools with each request never sends a second one), and so does each request that
 * finds no ready thread. If there are too many slots, the least recently requested kind loses one.
 *
 * @param count The total number of slots.
 * @param hasRoom Whether the pool has room for this many more bytes without an eviction.
 */
export function createWarmDemand(count: number, hasRoom: (bytes: number) => boolean): WarmDemand {
  /** By key, the most recently requested one last. */
  const kinds = new Map<string, Kind>();
  const seen = rememberKinds();
  let isClosed = false;

  const areTooMany = (): boolean => {
    let places = 0;
    let bytes = 0;
    for (const { share, settings } of kinds.values()) {
      places += share;
      bytes += share * settings.bytes;
    }
    return places > count || bytes > maxBytes;
  };
  const moveToEnd = (kind: Kind): void => {
    kinds.delete(kind.settings.key);
    kinds.set(kind.settings.key, kind);
  };
  const shrink = (key: string): void => {
    const kind = kinds.get(key);
    if (kind === undefined) return;
    kind.share -= 1;
    if (kind.share === 0) kinds.delete(key);
  };
  const grow = (settings: ThreadSettings): void => {
    const kind = kinds.get(settings.key) ?? { settings, share: 0 };
    const isFull = kind.share >= count || (kind.share + 1) * settings.bytes > maxBytes;
    if (isClosed || isFull || !hasRoom(settings.bytes)) return;
    kind.share += 1;
    moveToEnd(kind);
    while (areTooMany()) {
      const [oldest] = kinds.keys();
      if (oldest === undefined) return;
      shrink(oldest);
    }
  };

  return {
    asked(settings, wasReady) {
      const kind = kinds.get(settings.key);
      if (kind !== undefined) moveToEnd(kind);
      if (seen.isKnown(settings.key) && !wasReady) grow(settings);
    },
    expect(settings) {
      seen.isKnown(settings.key);
      grow(settings);
    },
    shrink,
    share: (key) => kinds.get(key)?.share ?? 0,
    kinds: () => [...kinds.values()].map(({ settings }) => settings),
    close() {
      isClosed = true;
      kinds.clear();
    },
  };
}

/** Remembers the most recent kinds, by digest. */
function rememberKinds(): { isKnown(key: string): boolean } {
  const known = new Set<string>();
  return {
    isKnown(key) {
      const wasKnown = known.delete(key);
      known.add(key);
      const [oldest] = known;
      if (known.size > rememberedKinds && oldest !== undefined) known.delete(oldest);
      return wasKnown;
    },
  };
}
