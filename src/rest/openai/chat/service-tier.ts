import { tierFault } from '../../../codex/checks/service-tier.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { unsupportedValue } from '../validation/faults.ts';
import { show } from '../validation/wording.ts';
import type { ChatRequest } from './chat-request.ts';

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

/**
 * The request without a tier that its model does not offer, and then with `service_tier` among the
 * ignored fields. Rejects with `ModelNotFoundError`, and where `isStrict` with `InvalidRequestError`.
 */
export async function withOfferedTier(
  core: SessionCore,
  request: ChatRequest,
  isStrict: boolean,
): Promise<ChatRequest> {
  const { serviceTier, ...rest } = request.completion;
  if (serviceTier === undefined || core.capabilities().hasServiceTiers) return request;
  const { model } = await core.resolveModel(rest.model);
  if (tierFault(model, serviceTier) === null) return request;
  if (isStrict) throw unsupportedTier(serviceTier);
  return {
    ...request,
    completion: rest,
    shape: { ...request.shape, serviceTier: 'default' },
    ignored: [...request.ignored, 'service_tier'],
  };
}

function unsupportedTier(tier: string): InvalidRequestError {
  const { code, message } = unsupportedValue(show(tier));
  return new InvalidRequestError(code, message('service_tier'), { param: 'service_tier' });
}
