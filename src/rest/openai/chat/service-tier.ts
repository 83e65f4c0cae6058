import { tierFault } from '../../../codex/checks/service-tier.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { unsupportedTier } from '../validation/service-tier.ts';
import type { ChatRequest } from './chat-request.ts';

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
