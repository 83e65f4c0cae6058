import type { Completion } from './completion.ts';

/** Finds completions by id: the running ones, and the recent ones. */
export interface CompletionRegistry<C extends Completion> {
  /** Adds a completion that has not ended. */
  add(completion: C): void;
  /** Marks a completion as ended. From then on it is forgotten after the retention time. */
  ended(completion: Pick<C, 'id'>): void;
  get(id: string): C | undefined;
  running(): readonly C[];
  /** All that are kept, newest first. */
  all(): readonly C[];
  /** Forgets the completions whose retention time is over. Every other method does so too. */
  prune(): void;
}

/**
 * Orders completions by their start, newest first. Completions of the same millisecond are ordered
 * by id, so that the position of one never changes.
 */
export function newestFirst(one: StartedAt, other: StartedAt): number {
  const ms = other.createdAt.getTime() - one.createdAt.getTime();
  if (ms !== 0) return ms;
  if (one.id === other.id) return 0;
  return one.id < other.id ? 1 : -1;
}

/** The fields that decide the order of completions. */
export type StartedAt = Pick<Completion, 'id' | 'createdAt'>;

/** For how long, and how many, ended completions are kept for reading and replay. */
export interface Retention {
  readonly ms: number;
  readonly count: number;
}

/** Ten minutes, and no more than 200: what a dashboard needs after a reconnect. */
export const defaultRetention: Retention = { ms: 10 * 60 * 1000, count: 200 };

/**
 * A registry that forgets ended completions, oldest first. Running ones are never forgotten.
 *
 * @param onForget Called with each one that is forgotten.
 */
export function createRegistry<C extends Completion>(
  onForget: (completion: C) => void,
  retention: Retention = defaultRetention,
): CompletionRegistry<C> {
  const running = new Map<string, C>();
  const ended = new Map<string, { completion: C; endedAt: number }>();

  const forgetOld = (): void => {
    const horizon = Date.now() - retention.ms;
    for (const [id, { completion, endedAt }] of ended) {
      if (ended.size <= retention.count && endedAt > horizon) return;
      ended.delete(id);
      onForget(completion);
    }
  };

  return {
    add(completion) {
      running.set(completion.id, completion);
    },
    ended({ id }) {
      const completion = running.get(id);
      if (completion === undefined) return;
      running.delete(id);
      ended.set(id, { completion, endedAt: Date.now() });
      forgetOld();
    },
    get(id) {
      forgetOld();
      return running.get(id) ?? ended.get(id)?.completion;
    },
    prune: forgetOld,
    running: () => [...running.values()],
    all() {
      forgetOld();
      const recent = [...ended.values()].map(({ completion }) => completion);
      return [...recent, ...running.values()].toSorted(newestFirst);
    },
  };
}
