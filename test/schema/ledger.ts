import type OpenAI from 'openai';
import type { TotalsFragment } from '../generated/graphql.ts';

/** The counts that both surfaces tell. */
export type Told = Pick<TotalsFragment, 'inputTokens' | 'outputTokens' | 'totalTokens'>;

/** What clients were told that they used. */
export interface Ledger {
  readonly told: Told[];
  /** Throws for a client that was told nothing. */
  add(usage: OpenAI.CompletionUsage | Told | null | undefined): void;
  sum(): Told;
}

/** An empty one. */
export function createLedger(): Ledger {
  const told: Told[] = [];
  return {
    told,
    add(usage) {
      if (!usage) throw new Error('A client was not told its usage.');
      const tokens = 'inputTokens' in usage ? usage : toTold(usage);
      told.push(tokens);
    },
    sum: () => ({
      inputTokens: told.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      outputTokens: told.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
      totalTokens: told.reduce((sum, { totalTokens }) => sum + totalTokens, 0),
    }),
  };
}

function toTold(usage: OpenAI.CompletionUsage): Told {
  return {
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
    totalTokens: usage.total_tokens,
  };
}
