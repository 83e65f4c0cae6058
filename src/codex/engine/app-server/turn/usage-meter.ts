import type { Usage } from '../../../completion/events.ts';
import { addUsage, nothingUsed } from '../../../completion/usage.ts';

/**
 * Counts a thread's usage. Codex reports the usage of each complete response, and the total. Only
 * the total includes a response that the service cut short (measured on 0.171.0).
 */
export class UsageMeter {
  /** The total of all responses, as Codex last reported it. */
  #total: Usage;
  /** The part of the total that is already assigned to answers. */
  #accounted: Usage;

  /** @param total The thread's usage before this turn. */
  constructor(total: Usage = nothingUsed) {
    this.#total = total;
    this.#accounted = total;
  }

  /** The sum of all responses. */
  get total(): Usage {
    return this.#total;
  }

  /** Codex reports a new total. */
  update(total: Usage): void {
    this.#total = total;
  }

  /** A response is complete, with this usage of its own. */
  complete(usage: Usage): void {
    this.#accounted = addUsage(this.#accounted, usage);
    if (this.#total.totalTokens < this.#accounted.totalTokens) this.#total = this.#accounted;
  }

  /** Takes the usage that no complete response accounts for; null if there is none. */
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
