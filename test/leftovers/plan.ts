import type { Random } from '../fuzz/random.ts';
import type { Behaviour } from '../../src/standin/index.ts';

/** What one client does, decided beforehand by a seed; the timing is the machine's. */
export interface Plan {
  /** Stands in the prompt, for the stand-in to know the answer by. */
  readonly name: string;
  readonly by: 'rest' | 'rest stream' | 'graphql' | 'graphql stream';
  readonly behaviour: Behaviour | undefined;
  /** Whether the client offers a tool, and brings its result when it is called. */
  readonly tools: 'none' | 'answered' | 'left';
  /** Milliseconds after which the client leaves; null for never. */
  readonly leavesAfterMs: number | null;
  /** Milliseconds that the client takes over each piece of the answer. */
  readonly pauseMs: number;
  /** What happens to the app-server when this client starts. */
  readonly engine: 'none' | 'SIGKILL' | 'SIGSTOP';
}

/** The plan of a seed. Of a hundred, two kill the app-server; one of all stops it. */
export function createPlan(name: string, random: Random, stops: boolean): Plan {
  const behaviour = behaviourOf(random);
  const isStuck = behaviour?.kind === 'stall';
  const leaves = isStuck || random.chance(30);
  return {
    name,
    by: random.pick(['rest', 'rest stream', 'graphql', 'graphql stream']),
    behaviour,
    tools: random.chance(25) ? random.pick(['answered', 'left']) : 'none',
    leavesAfterMs: leaves ? random.below(isStuck ? 3000 : 400) : null,
    pauseMs: random.chance(20) ? random.below(30) : 0,
    engine: stops ? 'SIGSTOP' : random.chance(2) ? 'SIGKILL' : 'none',
  };
}

function behaviourOf(random: Random): Behaviour | undefined {
  const afterTokens = random.below(6);
  if (random.chance(60)) return undefined;
  const code = random.pick(['context_length_exceeded', 'rate_limit_exceeded', 'server_error']);
  return random.pick<Behaviour>([
    { kind: 'stall', afterTokens },
    { kind: 'cut', after: random.pick(['nothing', 'headers', 'text', afterTokens]) },
    { kind: 'failed', code, message: 'It failed.', afterTokens },
    { kind: 'incomplete', reason: 'content_filter', afterTokens },
    { kind: 'refusal', refusal: 'No.' },
    { kind: 'sparse' },
    { kind: 'status', status: random.pick([400, 429, 500, 503]) },
  ]);
}
