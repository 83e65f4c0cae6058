import type { SessionCore } from '../../../codex/session-core.ts';
import { lacksTier } from '../validation/offered-tier.ts';
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
  if (!(await lacksTier(core, request.completion, isStrict))) return request;
  const { serviceTier: _, ...rest } = request.completion;
  return {
    ...request,
    completion: rest,
    shape: { ...request.shape, serviceTier: 'default' },
    ignored: [...request.ignored, 'service_tier'],
  };
}
