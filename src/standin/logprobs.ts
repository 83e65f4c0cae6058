import { tokensOf } from './tokens.ts';
import type { JsonObject } from './wire/json.ts';

/** A probability for each token of a text: equal for equal texts; none where `top` is undefined. */
export function logprobsOf(text: string, top: number | undefined): JsonObject[] {
  if (top === undefined) return [];
  return tokensOf(text).map((token, index) => {
    const logprob = -((index % 7) + 1) / 100;
    const others = Array.from({ length: Math.max(0, top - 1) }, (_, rank) =>
      entry(`${token}${'?'.repeat(rank + 1)}`, logprob - rank - 3),
    );
    const best = entry(token, logprob);
    return { ...best, top_logprobs: top === 0 ? [] : [best, ...others] };
  });
}

function entry(token: string, logprob: number): JsonObject {
  return { token, logprob, bytes: [...Buffer.from(token)] };
}
