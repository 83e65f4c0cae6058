import type { JsonValue } from '../../../../codex/completion/tools.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';

/** A turn that is not stored. Its connection alone can continue it. */
export interface LocalTurn {
  readonly id: string;
  /** Everything said up to its end, oldest first. */
  readonly items: readonly RawItem[];
  /** The lane that it ended in; null for the one without a name. */
  readonly streamId: string | null;
  /** What a prepared turn, which asked for no answer, gives to the one that continues it. */
  readonly prepared: Prepared | null;
}

/** Members of a request that the next one may leave out. */
export type Prepared = Readonly<Record<string, JsonValue>>;

/** The turns of one connection. */
export interface LocalTurns {
  find(id: string): LocalTurn | undefined;
  /** Keeps a turn in place of the last one of its lane. */
  keep(turn: LocalTurn): void;
  forget(id: string): void;
  /** Forgets all of them. */
  close(): void;
}

/** The turns of all connections. */
export interface LocalTurnStore {
  open(): LocalTurns;
}

/** Characters of all turns of all connections, at most. */
const maxCharacters = 256 * 1024 * 1024;

/** Prepared turns of one connection, which may be continued several times. */
const maxPrepared = 8;

interface Kept {
  readonly turn: LocalTurn;
  readonly size: number;
}

/**
 * Keeps the last turn of each lane, as OpenAI does. Beyond the limit, the connection that holds most
 * loses its oldest turn, so that none can take the room of others.
 */
export function createLocalTurnStore(limit = maxCharacters): LocalTurnStore {
  const connections = new Set<Connection>();
  return {
    open() {
      const connection = createConnection(() => shrink(connections, limit));
      connections.add(connection);
      return { ...connection, close: () => void connections.delete(connection) };
    },
  };
}

interface Connection extends Omit<LocalTurns, 'close'> {
  size(): number;
  /** Forgets its oldest turn. */
  drop(): void;
}

function createConnection(hasGrown: () => void): Connection {
  /** The oldest first. */
  const kept = new Map<string, Kept>();
  let size = 0;

  function forget(id: string): void {
    size -= kept.get(id)?.size ?? 0;
    kept.delete(id);
  }

  /** Those that the new turn takes the place of. */
  function replaced({ streamId, prepared }: LocalTurn): string[] {
    const turns = [...kept.values()].map(({ turn }) => turn);
    if (prepared === null) {
      const inLane = turns.filter((turn) => turn.prepared === null && turn.streamId === streamId);
      return inLane.map(({ id }) => id);
    }
    const others = turns.filter((turn) => turn.prepared !== null).map(({ id }) => id);
    return others.slice(0, Math.max(0, others.length + 1 - maxPrepared));
  }

  return {
    find: (id) => kept.get(id)?.turn,
    keep(turn) {
      for (const id of replaced(turn)) forget(id);
      const { length } = JSON.stringify(turn.items);
      kept.set(turn.id, { turn, size: length });
      size += length;
      hasGrown();
    },
    forget,
    size: () => size,
    drop() {
      const [oldest] = kept.keys();
      if (oldest !== undefined) forget(oldest);
    },
  };
}

function shrink(connections: ReadonlySet<Connection>, limit: number): void {
  const total = (): number => [...connections].reduce((sum, each) => sum + each.size(), 0);
  while (total() > limit) {
    const [largest] = [...connections].toSorted((one, other) => other.size() - one.size());
    largest?.drop();
  }
}
