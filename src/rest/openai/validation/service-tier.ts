import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { unsupportedValue } from './faults.ts';
import { show } from './wording.ts';

/** The service's id of a tier that a client asks for; null leaves it to the account. */
export function tierOf(
  param: string | null | undefined,
  { hasServiceTiers }: Capabilities,
): string | null {
  if (hasServiceTiers) return param ?? null;
  if (param === 'fast') return 'priority';
  return param === 'flex' || param === 'priority' ? param : null;
}

/** The tier that an answer names for a tier that is asked for. */
export function namedTier(tier: string | null): string {
  if (tier === null || tier === 'auto') return 'default';
  return tier === 'fast' ? 'priority' : tier;
}

/** Refuses a tier that the model does not offer. */
export function unsupportedTier(tier: string): InvalidRequestError {
  const { code, message } = unsupportedValue(show(tier));
  return new InvalidRequestError(code, message('service_tier'), { param: 'service_tier' });
}
