import type { Model } from '../engine/model.ts';

/** The tiers that a model offers in place of one that it does not; null for a tier that it offers. */
export function tierFault(
  { serviceTiers }: Pick<Model, 'serviceTiers'>,
  tier: string,
): { readonly offered: readonly string[] } | null {
  const offered = serviceTiers.map(({ id }) => id);
  return offered.includes(tier) ? null : { offered };
}
