import { tierFault } from '../../../codex/checks/service-tier.ts';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { unsupportedTier } from './service-tier.ts';

/**
 * Whether a request asks for a tier that its model does not offer. Rejects with `ModelNotFoundError`,
 * and where `isStrict` with `InvalidRequestError`.
 */
export async function lacksTier(
  core: SessionCore,
  { model: name, serviceTier }: Pick<CompletionRequest, 'model' | 'serviceTier'>,
  isStrict: boolean,
): Promise<boolean> {
  if (serviceTier === undefined || core.capabilities().hasServiceTiers) return false;
  const { model } = await core.resolveModel(name);
  if (tierFault(model, serviceTier) === null) return false;
  if (isStrict) throw unsupportedTier(serviceTier);
  return true;
}
