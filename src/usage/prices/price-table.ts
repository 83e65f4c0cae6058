import type { Price } from './price.ts';

/** A price with the public page that states it. */
export interface StatedPrice extends Price {
  /** The address of the page. */
  readonly source: string;
  /** When the page was looked at, as an ISO date. */
  readonly seen: string;
}

type Amounts = readonly [
  input: number,
  cachedInput: number | null,
  cacheWriteInput: number | null,
  output: number,
];

const stated = (
  source: string,
  amounts: Readonly<Record<string, Amounts>>,
): [string, StatedPrice][] =>
  Object.entries(amounts).map(([model, [input, cachedInput, cacheWriteInput, output]]) => [
    model,
    { input, cachedInput, cacheWriteInput, output, source, seen: '2026-11-27' },
  ]);

/**
 * API prices by the model's id: those of the standard tier, for prompts below the length from which
 * more is charged. A model is here only if a public page states its prices, and an amount that the
 * page does not state is null. To correct or add one, put it into the file of `--prices`, or look at a
 * page and change the row with its date.
 */
export const priceTable: Readonly<Record<string, StatedPrice>> = Object.fromEntries([
  ...stated('https://github.com/merefield/codexometer/releases/tag/v0.18.4', {
    'gpt-6-sol': [2, 0.2, 2.5, 10],
    'gpt-6-luna': [0.1, 0.01, 0.125, 0.5],
  }),
  ...stated('https://apidog.com/de/blog/gpt-6-1-terra-pricing/', {
    'gpt-6.1-terra': [1, 0.05, 1.25, 5],
  }),
  ...stated('https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.19', {
    'gpt-6-astra': [10, 1, null, 50],
    'gpt-5.6-terra': [2, 0.2, null, 12],
    'gpt-5.6-luna': [0.2, 0.02, null, 1.2],
  }),
  ...stated('https://www.morphllm.com/openai-api-pricing', {
    'gpt-5.5': [5, 0.5, null, 30],
    'gpt-5.4': [2.5, 0.25, null, 15],
    'gpt-5.4-mini': [0.75, 0.075, null, 4.5],
    'gpt-5.4-nano': [0.2, 0.02, null, 1.25],
  }),
  ...stated('https://developers.openai.com/api/docs/models/gpt-5-codex', {
    'gpt-5-codex': [1.25, 0.125, null, 10],
  }),
]);
