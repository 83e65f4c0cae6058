import type { Usage } from '../../../completion/events.ts';
import { addUsage, nothingUsed } from '../../../completion/usage.ts';

/**
 * What a thread has used. Codex tells the usage of each complete response, and the sum of all, which
 * alone holds a response that the service cut short (measured on 0.171.0).
 */
export class UsageMeter {
  /** The sum of all responses, as Codex last told it. */
  #total: Usage;
  /** The part of it that answers were told of. */
  #accounted: Usage;

  /** @param total What the thread had used before. */
  constructor(total: Usage = nothingUsed) {
    this.#total = total;
    this.#accounted = total;
  }

  /** The sum of all responses. */
  get total(): Usage {
    return this.#total;
  }

  /** Codex told the sum anew. */
  update(total: Usage): void {
    this.#total = total;
  }

  /** A response is complete, with this usage of its own. */
  complete(usage: Usage): void {
    this.#accounted = addUsage(this.#accounted, usage);
    if (this.#total.totalTokens < this.#accounted.totalTokens) this.#total = this.#accounted;
  }

  /** What no complete response accounts for, once; null where that is nothing. */
  takeRest(): Usage | null {
    const rest = subtract(this.#total, this.#accounted);
    this.#accounted = this.#total;
    return rest.totalTokens > 0 ? rest : null;
  }
}

function subtract(one: Usage, other: Usage): Usage {
  const less = (name: Exclude<keyof Usage, 'isEstimated'>): number =>
    Math.max(one[name] - other[name], 0);
  return {
    inputTokens: less('inputTokens'),
    cachedInputTokens: less('cachedInputTokens'),
    cacheWriteInputTokens: less('cacheWriteInputTokens'),
    outputTokens: less('outputTokens'),
    reasoningOutputTokens: less('reasoningOutputTokens'),
    totalTokens: less('totalTokens'),
  };
}
