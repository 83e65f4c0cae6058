import { ModelNotFoundError } from '../errors/errors.ts';
import { efforts, type Effort } from './checks/efforts.ts';
import { unknownModel, type Model } from './engine/model.ts';
import type { ResolvedModel } from './session-core.ts';

/** Names besides the models' own. */
export interface ModelNames {
  /** Other names for models; either side may have an effort suffix. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The model for unknown names; undefined makes them an error. */
  readonly fallback: string | undefined;
}

/** Of a name that no list has, in characters. It goes into the log, the usage and the traces. */
const longestName = 512;

/** No name but the models' own. */
export const ownNames: ModelNames = { aliases: new Map(), fallback: undefined };

/** The models to resolve a name among. */
export interface KnownModels {
  readonly models: readonly Model[];
  /** Whether there may be others; see `Engine.takesAnyModel`. */
  readonly takesAny: boolean;
}

/**
 * The model of that name: its id, its id with an effort suffix (`-high`), or an alias for
 * either. Where there may be other models, any other name is one of them, as it is: `mistral-medium`
 * names no effort. Throws `ModelNotFoundError`, also for one of more than 512 characters.
 */
export function resolveModel(
  { models, takesAny }: KnownModels,
  name: string,
  { aliases, fallback }: ModelNames = ownNames,
): ResolvedModel {
  const unlisted = (other: string): ResolvedModel | null =>
    takesAny && other !== '' && other.length <= longestName
      ? { model: unknownModel(other), effort: null }
      : null;
  const found = findByName(models, name) ?? findAlias(models, name, aliases, unlisted);
  if (found !== null) return found;
  const substitute =
    fallback === undefined ? unlisted(name) : (findByName(models, fallback) ?? unlisted(fallback));
  if (substitute === null) throw new ModelNotFoundError(name);
  return substitute;
}

/** Another name for a model. */
export interface ModelAlias {
  readonly name: string;
  readonly model: Model;
}

/** The aliases that stand for one of these models, as they were set. */
export function aliasesOf(
  models: readonly Model[],
  { aliases }: ModelNames = ownNames,
): ModelAlias[] {
  const ids = new Set(models.map(({ id }) => id));
  return [...aliases].flatMap(([name, target]) => {
    const found = ids.has(name) ? null : findByName(models, target);
    return found === null ? [] : [{ name, model: found.model }];
  });
}

function findByName(models: readonly Model[], name: string): ResolvedModel | null {
  const exact = models.find((model) => model.id === name);
  if (exact !== undefined) return { model: exact, effort: null };
  const { base, effort } = splitEffort(name);
  const model = models.find((candidate) => candidate.id === base);
  return model === undefined || effort === null ? null : { model, effort };
}

/** The effort suffix of an alias takes precedence over the one of its target. */
function findAlias(
  models: readonly Model[],
  name: string,
  aliases: ModelNames['aliases'],
  unlisted: (name: string) => ResolvedModel | null,
): ResolvedModel | null {
  const exact = aliases.get(name);
  if (exact !== undefined) return findByName(models, exact) ?? unlisted(exact);
  const { base, effort } = splitEffort(name);
  const target = aliases.get(base);
  const found = target === undefined ? null : (findByName(models, target) ?? unlisted(target));
  return found && { model: found.model, effort: effort ?? found.effort };
}

function splitEffort(name: string): { base: string; effort: Effort | null } {
  const effort = efforts.find((candidate) => name.endsWith(`-${candidate}`));
  if (effort === undefined) return { base: name, effort: null };
  return { base: name.slice(0, -1 - effort.length), effort };
}

/**
 * Maps a requested effort to one that the model offers: the same one, else the next weaker one
 * (`max` on a model that ends at `xhigh`), else the weakest (`none` on a model that always thinks).
 * Null, the model's own default, if none was requested or the model offers no choice. A model that is
 * not described takes any.
 */
export function clampEffort(model: Model, wanted: string | null): string | null {
  if (wanted === null || !model.isDescribed) return wanted;
  const offered = model.efforts.map(({ effort }) => effort);
  if (offered.includes(wanted)) return wanted;
  const limit = rank(wanted);
  return offered.findLast((effort) => rank(effort) < limit) ?? offered[0] ?? null;
}

function rank(effort: string): number {
  return efforts.findIndex((candidate) => candidate === effort);
}
