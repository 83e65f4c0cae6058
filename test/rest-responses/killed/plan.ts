import type { Random } from '../../fuzz/random.ts';

/** When something is killed. */
export type Moment =
  /** Before the request. */
  | 'before'
  /** Once the service has the request. */
  | 'asked'
  /** After so many events of the answer. */
  | { readonly events: number }
  /** The instant that the last event has come. */
  | 'ended';

/** What is killed in a turn, and when. */
export interface Kill {
  readonly of: 'gateway' | 'engine';
  readonly at: Moment;
}

/** A turn of the plan. */
export interface PlannedTurn {
  /** Whether it asks for a call, whose output the next request brings. */
  readonly hasCall: boolean;
  /** Null kills nothing. */
  readonly kill: Kill | null;
  /** Whether another response branches off there afterwards. */
  readonly hasBranch: boolean;
}

/** A conversation that is decided beforehand by a seed; the timing is the machine's. */
export interface ConversationPlan {
  /** Whether the client names a conversation, or the response that it continues from. */
  readonly by: 'conversation' | 'previous_response_id';
  readonly turns: readonly PlannedTurn[];
}

/** The plan of a seed. */
export function createPlan(random: Random, turns: number): ConversationPlan {
  return {
    by: random.pick(['conversation', 'previous_response_id']),
    turns: Array.from({ length: turns }, () => ({
      hasCall: random.chance(40),
      kill: random.chance(30) ? createKill(random) : null,
      hasBranch: random.chance(15),
    })),
  };
}

function createKill(random: Random): Kill {
  return {
    of: random.pick(['gateway', 'engine']),
    at: random.pick<Moment>(['before', 'asked', { events: random.below(12) + 1 }, 'ended']),
  };
}
