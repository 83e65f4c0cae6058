/** What a model costs over its API, in US dollars per million tokens. Null where it is not known. */
export interface Price {
  readonly input: number;
  /** Of input from the prompt cache. */
  readonly cachedInput: number | null;
  /** Of input that is written to the prompt cache. */
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

/** What tokens cost, in US dollars; null where the price of some of them is not known. */
export function costOf(tokens: PricedTokens, price: Price): number | null {
  const { cachedInput, cacheWriteInput } = tokens;
  const fresh = Math.max(0, tokens.input - cachedInput - cacheWriteInput);
  const cached = partCost(cachedInput, price.cachedInput);
  const written = partCost(cacheWriteInput, price.cacheWriteInput);
  if (cached === null || written === null) return null;
  return (fresh * price.input + cached + written + tokens.output * price.output) / 1e6;
}

function partCost(tokens: number, price: number | null): number | null {
  return tokens === 0 ? 0 : price && tokens * price;
}
