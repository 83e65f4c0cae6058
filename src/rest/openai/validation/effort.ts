import { effortFault, efforts } from '../../../codex/checks/efforts.ts';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { show, showAll } from './wording.ts';

/** Whether an effort is one that a model may be expected to offer. */
export function isKnownEffort(effort: string | undefined): boolean {
  const known: readonly string[] = efforts;
  return effort === undefined || known.includes(effort);
}

/**
 * Refuses an effort that the model does not offer, which would otherwise be clamped. Rejects with
 * `InvalidRequestError`, or with `ModelNotFoundError`.
 *
 * @param param The field that holds the effort.
 */
export async function assertEffort(
  core: SessionCore,
  { model: name, effort }: Pick<CompletionRequest, 'model' | 'effort'>,
  param: 'reasoning_effort' | 'reasoning.effort',
): Promise<void> {
  if (effort === undefined) return;
  const { model, effort: named } = await core.resolveModel(name);
  const fault = effortFault(model, effort, named);
  if (fault === null) return;
  throw new InvalidRequestError(
    'unsupported_value',
    `Unsupported value: '${param}' does not support ${show(effort)} with this model. Supported values are: ${showAll(fault.offered)}.`,
    { param },
  );
}
