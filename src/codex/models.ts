import { ModelNotFoundError } from '../errors/errors.ts';
import type { Model } from './model.ts';
import type { ResolvedModel } from './session-core.ts';

/** The efforts that a client may name, weakest first; a model offers some of them. */
export const efforts = [
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
  'ultra',
] as const;

/** An effort that a client may name. */
export type Effort = (typeof efforts)[number];

/**
 * The model of that name: its id, or its id with `-` and an effort behind it. Throws
 * `ModelNotFoundError`.
 */
export function resolveModel(models: readonly Model[], name: string): ResolvedModel {
  const exact = models.find((model) => model.id === name);
  if (exact !== undefined) return { model: exact, effort: null };
  const effort = efforts.find((candidate) => name.endsWith(`-${candidate}`));
  const id = name.slice(0, -1 - (effort?.length ?? 0));
  const model = models.find((candidate) => candidate.id === id);
  if (effort === undefined || model === undefined) throw new ModelNotFoundError(name);
  return { model, effort };
}

/**
 * The effort that a model offers for the one that was asked for: that one, else the next weaker one
 * (`max` on a model that ends at `xhigh`), else the weakest (`none` on a model that always thinks).
 * Null, the model's own default, where nothing was asked for or the model offers no choice.
 */
export function clampEffort(model: Model, wanted: string | null): string | null {
  if (wanted === null) return null;
  const offered = model.efforts.map(({ effort }) => effort);
  if (offered.includes(wanted)) return wanted;
  const limit = rank(wanted);
  return offered.findLast((effort) => rank(effort) < limit) ?? offered[0] ?? null;
}

function rank(effort: string): number {
  return efforts.findIndex((candidate) => candidate === effort);
}
