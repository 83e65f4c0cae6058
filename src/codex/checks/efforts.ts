import type { Model } from '../engine/model.ts';

/** The efforts that a client may name, weakest first; a model offers some of them. */
export const efforts = [
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
  'ultra',
] as const;

/** An effort that a client may name. */
export type Effort = (typeof efforts)[number];

/** Why an effort cannot be used as it is. */
export interface EffortFault {
  /** `unknown` is the effort of no model; `not-offered` would be clamped to what the model offers. */
  readonly kind: 'unknown' | 'not-offered';
  /** The efforts that the model offers under the requested name. */
  readonly offered: readonly string[];
}

/**
 * What is wrong with an effort; null for one that the model offers, and where nobody knows what it
 * offers.
 *
 * @param named The effort that the name of the model asks for (`gpt-5.5-high`); null for a plain name.
 */
export function effortFault(
  { efforts: options, isDescribed }: Pick<Model, 'efforts' | 'isDescribed'>,
  effort: string,
  named: string | null = null,
): EffortFault | null {
  if (!isDescribed) return null;
  const own = options.map((option) => option.effort);
  const offered = named === null ? own : [named];
  if (![...efforts, ...own].includes(effort)) return { kind: 'unknown', offered };
  return own.includes(effort) && offered.includes(effort) ? null : { kind: 'not-offered', offered };
}
