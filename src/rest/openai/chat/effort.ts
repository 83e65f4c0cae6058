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
  const efforts = model.efforts.map((option) => option.effort);
  if (efforts.includes(effort) && (named === null || named === effort)) return;
  throw new InvalidRequestError(
    'unsupported_value',
    `Unsupported value: 'reasoning_effort' does not support ${show(effort)} with this model. Supported values are: ${showAll(named === null ? efforts : [named])}.`,
    { param: 'reasoning_effort' },
  );
}
