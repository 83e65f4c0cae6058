import type { Model } from './engine/model.ts';
import type { SessionCore } from './session-core.ts';

/**
 * The names in a list of models: the visible models, best first, and then their aliases. With
 * `exposeReasoningModels`, the variants `<name>-<effort>` follow each name.
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
