/** What a model costs over its API, in US dollars per million tokens. */
export interface Price {
  readonly input: number;
  /** Of input from the prompt cache; null where it costs as much as other input. */
  readonly cachedInput: number | null;
  /** Of input that is written to the prompt cache; null where it costs as much as other input. */
  readonly cacheWriteInput: number | null;
  /** Of output, reasoning included. */
  readonly output: number;
}

/** The price of a model; undefined where none is known. */
export type PriceOf = (model: string) => Price | undefined;

/** Token counts that cost something. Cached and written tokens are among those of the input. */
export interface PricedTokens {
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWriteInput: number;
  readonly output: number;
}

/** What tokens cost, in US dollars. */
export function costOf(tokens: PricedTokens, price: Price): number {
  const fresh = Math.max(0, tokens.input - tokens.cachedInput - tokens.cacheWriteInput);
  const millionths =
    fresh * price.input +
    tokens.cachedInput * (price.cachedInput ?? price.input) +
    tokens.cacheWriteInput * (price.cacheWriteInput ?? price.input) +
    tokens.output * price.output;
  return millionths / 1e6;
}
