import type { ThreadSettings } from './thread-settings.ts';

/** Learns from the requests how many threads of which kind are to be ready. */
export interface WarmDemand {
  /**
   * A request asked for a thread of this kind.
   *
   * @param wasReady Whether it found one that had had the time to connect.
   */
  asked(settings: ThreadSettings, wasReady: boolean): void;
  /** Adds a place for a thread of this kind, although nobody has asked for one. */
  expect(settings: ThreadSettings): void;
  /** Takes a place away from this kind. */
  shrink(key: string): void;
  /** How many threads of this kind are to be ready. */
  share(key: string): number;
  /** The kinds that have a place, the one that was asked for last at the end. */
  kinds(): readonly ThreadSettings[];
  /** Forgets all kinds, and learns no more. */
  close(): void;
}

/** A kind of request with its places. */
interface Kind {
  readonly settings: ThreadSettings;
  share: number;
}

/** How much the settings of all warm threads may come to: Codex keeps them with each thread. */
const maxBytes = 2_000_000;
/** How many kinds of requests are remembered, by a digest of each. */
const rememberedKinds = 100;

/**
 * No demand at first. The second request of a kind makes a place for a thread of its kind (a client
 * that changes its tools with each request never sends a second one), and so does each request that
 * finds no ready thread. Where there are too many places, the kind that was asked for longest ago
 * loses one.
 *
 * @param count The number of all places.
 * @param hasRoom Whether the pool takes so many more bytes without giving anything up.
 */
export function createWarmDemand(count: number, hasRoom: (bytes: number) => boolean): WarmDemand {
  /** By key, the one that was asked for last at the end. */
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

/** Remembers the kinds that came last, by digest. */
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
