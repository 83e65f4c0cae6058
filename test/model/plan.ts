import type { Behaviour } from '../../src/standin/index.ts';
import type { Random } from '../fuzz/random.ts';

/** What happens to one completion, decided beforehand by a seed; the timing is the machine's. */
export interface Plan {
  /** Stands in the prompt, for the stand-in to know the answer by. */
  readonly name: string;
  readonly answer: Behaviour;
  /** What the answer would say, were it whole. */
  readonly text: string;
  /** Makes it give a summary of its reasoning first. */
  readonly effort: 'low' | 'high';
  readonly starter: Starter;
  readonly watchers: readonly Watcher[];
  /** The sequence at which somebody cancels it by its id; null for nobody. */
  readonly cancelsAt: number | null;
  /** The sequence at which the app-server is killed; null for never. */
  readonly killsAt: number | null;
}

/** How it is started, and by whom. */
export interface Starter {
  readonly by: 'mutation' | 'subscription' | 'detached subscription';
  readonly over: 'graphql-ws' | 'SSE';
  /** Events after which the subscriber leaves; null for never. */
  readonly leavesAfter: number | null;
}

/** One who watches it to its end, with interruptions. */
export interface Watcher {
  /** The sequence that the completion has reached when it first looks. */
  readonly beginsAt: number;
  /** Its visits, the last of which lasts; where they are used up, begun anew. */
  readonly visits: readonly Visit[];
}

/** From one subscribing to the next dropping. */
export interface Visit {
  readonly by: 'graphql-ws' | 'SSE' | 'socket' | 'reader';
  /** Events after which it drops the connection; null for never. */
  readonly dropsAfter: number | null;
  /** Turns of the event loop that it takes over an event. */
  readonly pause: number;
}

const words = ['one', 'two', 'three', 'more', 'light', 'house', 'keeper', 'sea'];

/** The plan of a seed. Of a hundred, two kill the app-server. */
export function createPlan(name: string, random: Random): Plan {
  const tokens = 3 + random.below(40);
  const text = Array.from({ length: tokens }, () => random.pick(words)).join(' ');
  const answer = answerOf(text, random);
  const mustEnd = answer.kind === 'stall';
  const cancels = mustEnd || random.chance(15);
  return {
    name,
    answer,
    text,
    effort: random.pick(['low', 'high']),
    starter: {
      by: random.pick(['mutation', 'subscription', 'detached subscription']),
      over: random.pick(['graphql-ws', 'SSE']),
      leavesAfter: random.chance(50) ? 1 + random.below(tokens) : null,
    },
    watchers: Array.from({ length: 1 + random.below(3) }, () => createWatcher(tokens, random)),
    cancelsAt: cancels ? random.below(mustEnd ? 2 : tokens) : null,
    killsAt: random.chance(2) ? random.below(tokens) : null,
  };
}

function answerOf(text: string, random: Random): Behaviour {
  const afterTokens = 1 + random.below(8);
  if (random.chance(70)) return { kind: 'text', text };
  if (random.chance(50)) return { kind: 'stall', text, afterTokens };
  const code = 'context_length_exceeded';
  return { kind: 'failed', code, message: 'Too long.', text, afterTokens };
}

function createWatcher(tokens: number, random: Random): Watcher {
  return {
    beginsAt: random.chance(50) ? 0 : random.below(tokens),
    visits: Array.from({ length: 1 + random.below(4) }, () => ({
      by: random.pick(['graphql-ws', 'SSE', 'socket', 'reader'] as const),
      dropsAfter: random.chance(70) ? 1 + random.below(10) : null,
      pause: random.chance(50) ? 0 : random.below(20),
    })),
  };
}
