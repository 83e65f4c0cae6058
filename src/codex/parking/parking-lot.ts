import type { ContentPart } from '../completion/request.ts';
import type { ToolCall } from '../completion/tools.ts';
import type { ParkedTurn } from '../engine/turn/turn.ts';
import { areSameCalls, type ToolResults } from './tool-results.ts';

/** A turn that waits for a client to bring the results of its calls. */
export interface Parked {
  readonly turn: ParkedTurn;
  /** Of the request that the turn answered. */
  readonly fingerprint: string;
  /** What the client was told beside the calls. */
  readonly text: string;
  /** The calls that the client was given. */
  readonly calls: readonly ToolCall[];
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
   * The turn whose calls these are the results of: the same history, settings, client and calls.
   * Null where there is none, be it gone or never parked; a turn is taken once only.
   */
  take(results: ToolResults, fingerprint: string): Parked | null;
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

  const remove = (callId: string): Parked | null => {
    const place = parked.get(callId);
    if (place === undefined) return null;
    clearTimeout(place.timer);
    parked.delete(callId);
    onChange();
    return place.turn;
  };
  const letGo = (callId: string): void => remove(callId)?.turn.release();

  return {
    park(turn) {
      const [first] = turn.calls;
      if (first === undefined || limits.count === 0) {
        turn.turn.release();
        return;
      }
      const timer = setTimeout(() => letGo(first.id), limits.ms).unref();
      parked.set(first.id, { turn, timer });
      onChange();
      const [oldest] = parked.keys();
      if (parked.size > limits.count && oldest !== undefined) letGo(oldest);
    },
    take({ answer }, fingerprint) {
      const callId = answer.toolCalls[0]?.id ?? '';
      const turn = parked.get(callId)?.turn;
      if (turn === undefined || turn.fingerprint !== fingerprint) return null;
      const text = answer.content.map((part) => part.text).join('');
      if (text.trim() !== turn.text.trim() || !areSameCalls(turn.calls, answer.toolCalls)) {
        return null;
      }
      remove(callId);
      if (!turn.turn.isGone) return turn;
      turn.turn.release();
      return null;
    },
    get size() {
      return parked.size;
    },
    close() {
      for (const callId of parked.keys()) letGo(callId);
    },
  };
}
