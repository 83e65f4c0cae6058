/** Counts subscribers by kind. */
export interface SubscriberCounts {
  /** Names a kind, so that it shows before it has a subscriber. */
  name(kind: string): void;
  /** Counts one more. Returns the function that takes it off; a second call has no effect. */
  enter(kind: string): () => void;
  /** How many of each kind there are now. */
  all(): ReadonlyMap<string, number>;
}

/** Knows no kind at first. */
export function createSubscriberCounts(): SubscriberCounts {
  const counts = new Map<string, number>();
  const change = (kind: string, by: 1 | -1 | 0): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + by);
  };
  return {
    name: (kind) => change(kind, 0),
    enter(kind) {
      let isIn = true;
      change(kind, 1);
      return () => {
        if (isIn) change(kind, -1);
        isIn = false;
      };
    },
    all: () => counts,
  };
}
