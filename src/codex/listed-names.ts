import type { Model } from './engine/model.ts';
import type { SessionCore } from './session-core.ts';

/**
 * The names that lists of models show: those of the models that are not hidden, best first, and then
 * their aliases. With `exposeReasoningModels` each is followed by its variants, `<name>-<effort>`.
 */
export function listedNames(
  { modelAliases }: Pick<SessionCore, 'modelAliases'>,
  models: readonly Model[],
  exposeReasoningModels: boolean,
): string[] {
  const own = models
    .filter(({ isHidden }) => !isHidden)
    .map((model) => ({ name: model.id, model }));
  const listed = [...own, ...modelAliases(models)];
  return listed.flatMap(({ name, model: { efforts } }) => [
    name,
    ...(exposeReasoningModels ? efforts.map(({ effort }) => `${name}-${effort}`) : []),
  ]);
}
