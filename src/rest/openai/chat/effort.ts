import { effortFault } from '../../../codex/checks/efforts.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { show, showAll } from '../validation/wording.ts';
import type { ChatRequest } from './chat-request.ts';

/**
 * For `--strict`: refuses an effort that the model does not offer, which would otherwise be clamped.
 * Rejects with `InvalidRequestError`, or with `ModelNotFoundError`.
 */
export async function assertEffort(
  core: SessionCore,
  { completion: { model: name, effort } }: ChatRequest,
): Promise<void> {
  if (effort === undefined) return;
  const { model, effort: named } = await core.resolveModel(name);
  const fault = effortFault(model, effort, named);
  if (fault === null) return;
  throw new InvalidRequestError(
    'unsupported_value',
    `Unsupported value: 'reasoning_effort' does not support ${show(effort)} with this model. Supported values are: ${showAll(fault.offered)}.`,
    { param: 'reasoning_effort' },
  );
}
