import type { ContentPart } from '../completion/request.ts';
import type { ToolCall } from '../completion/tools.ts';
import type { ParkedTurn } from '../engine/turn.ts';

/** A turn that waits for a client to bring the results of its calls. */
export interface Parked {
  readonly turn: ParkedTurn;
  /** Of the request that the turn answered, with the answer that the client was given. */
  readonly fingerprint: string;
  /** Calls that it has yet to be given, for a client that takes one at a time. */
  readonly held: readonly ToolCall[];
  /** The results that it has brought before. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
}

/** How many turns may wait, and how long. */
export interface ParkingLimits {
  readonly count: number;
  readonly ms: number;
}

/** The turns that wait. */
export interface ParkingLot {
  /** Keeps a turn until it is taken, its time is up, or it is the oldest of too many. */
  park(parked: Parked): void;
  /**
   * The turn that waits behind this conversation, which ends in its calls. Null where there is none,
   * be it gone or never parked; a turn is taken once only.
   */
  take(fingerprint: string): Parked | null;
  /** How many wait now. */
  readonly size: number;
  /** Lets all of them go. */
  close(): void;
}

/**
 * An empty lot. A turn that it lets go, for whatever reason, is released.
 *
 * @param onChange Called whenever the number of those that wait has changed.
 */
export function createParkingLot(
  limits: ParkingLimits,
  onChange: () => void = () => {},
): ParkingLot {
  const parked = new Map<string, { readonly turn: Parked; readonly timer: NodeJS.Timeout }>();

  const remove = (fingerprint: string): Parked | null => {
    const place = parked.get(fingerprint);
    if (place === undefined) return null;
    clearTimeout(place.timer);
    parked.delete(fingerprint);
    onChange();
    return place.turn;
  };
  const letGo = (fingerprint: string): void => remove(fingerprint)?.turn.release();

  return {
    park(turn) {
      const { fingerprint } = turn;
      letGo(fingerprint);
      const timer = setTimeout(() => letGo(fingerprint), limits.ms).unref();
      parked.set(fingerprint, { turn, timer });
      onChange();
      const [oldest] = parked.keys();
      if (parked.size > limits.count && oldest !== undefined) letGo(oldest);
    },
    take(fingerprint) {
      const turn = remove(fingerprint);
      if (turn === null || !turn.turn.isGone) return turn;
      turn.turn.release();
      return null;
    },
    get size() {
      return parked.size;
    },
    close() {
      for (const fingerprint of parked.keys()) letGo(fingerprint);
    },
  };
}
