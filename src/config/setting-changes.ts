import type { GivenSources } from './list-settings.ts';
import { options, type Config } from './options.ts';
import { nameOf, type OptionSpec } from './options/option.ts';

/** Settings, and where each of them comes from. */
export interface ReadSettings {
  readonly config: Config;
  readonly sources: GivenSources;
}

/** What becomes of the settings in force when they are read again. */
export interface SettingChanges {
  /** Names of settings that get their new value: `model-alias`. */
  readonly reloaded: readonly string[];
  /** Names of settings that get theirs with the next start. */
  readonly needRestart: readonly string[];
  /** What is in force then. */
  readonly settings: ReadSettings;
}

/** Compares the settings in force with those that were read again. */
export function compareSettings(inForce: ReadSettings, read: ReadSettings): SettingChanges {
  const now: Readonly<Record<string, unknown>> = inForce.config;
  const next: Readonly<Record<string, unknown>> = read.config;
  const changed = specs.filter(([key]) => JSON.stringify(now[key]) !== JSON.stringify(next[key]));
  const named = (isReloadable: boolean): string[] =>
    changed
      .filter(([, spec]) => (spec.isReloadable ?? false) === isReloadable)
      .map(([, spec]) => nameOf(spec));
  return {
    reloaded: named(true),
    needRestart: named(false),
    settings: {
      config: { ...inForce.config, ...reloadableIn(read.config) },
      sources: { ...inForce.sources, ...sourcesIn(read.sources) },
    },
  };
}

const specs: readonly (readonly [string, OptionSpec<unknown>])[] = Object.entries(options);
const reloadable: readonly string[] = specs
  .filter(([, spec]) => spec.isReloadable === true)
  .map(([key]) => key);

/** The settings of these that can be reloaded. */
export function reloadableIn(config: Config): Partial<Config> {
  const given: Readonly<Record<string, unknown>> = config;
  return Object.fromEntries(reloadable.map((key) => [key, given[key]]));
}

/** A setting that is no longer given has the source `default`. */
function sourcesIn(sources: GivenSources): GivenSources {
  const given: Readonly<Record<string, unknown>> = sources;
  return Object.fromEntries(reloadable.map((key) => [key, given[key] ?? 'default']));
}
