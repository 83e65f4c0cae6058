import type { Model } from '../engine/model.ts';

/** The tiers that a model offers in place of one that it does not; null for a tier that it offers, and where nobody
 * knows what it offers. */
export function tierFault(
  { serviceTiers, isDescribed }: Pick<Model, 'serviceTiers' | 'isDescribed'>,
  tier: string,
): { readonly offered: readonly string[] } | null {
  if (!isDescribed) return null;
  const offered = serviceTiers.map(({ id }) => id);
  return offered.includes(tier) ? null : { offered };
}
