import { z } from 'zod';
import type { PriceOf } from './price.ts';
import { priceTable } from './price-table.ts';
import { readText } from '../../util/read-text.ts';

/** The file of prices cannot be used; the message is one line that says why. */
export class PricesError extends Error {
  override readonly name = 'PricesError';
}

const amount = z.number().nonnegative();

const pricesFile = z.record(
  z.string(),
  z
    .strictObject({
      input: amount,
      cachedInput: amount.nullable().default(null),
      cacheWriteInput: amount.nullable().default(null),
      output: amount,
    })
    .nullable(),
);

/**
 * The prices of models: those of the table, and in their place those of a JSON file with an object of
 * prices by model, where null takes one away. Rejects with `PricesError`.
 *
 * @param file Undefined: the table alone.
 */
export async function readPrices(file: string | undefined): Promise<PriceOf> {
  if (file === undefined) return (model) => own(priceTable, model);
  const prices = pricesFile.safeParse(await readJson(file));
  if (!prices.success) {
    const [issue] = prices.error.issues;
    throw new PricesError(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  }
  const given = new Map(Object.entries(prices.data));
  return (model) => (given.has(model) ? (given.get(model) ?? undefined) : own(priceTable, model));
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : String(error);
    throw new PricesError(`${file} cannot be read: ${reason.replace(/^Error: /, '')}`, {
      cause: error,
    });
  }
}
