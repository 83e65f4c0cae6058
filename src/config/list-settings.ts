import { exposedSettings, type Exposure } from './exposed-settings.ts';
import { optionGroups, type Config } from './options.ts';
import { nameOf, type OptionSpec } from './options/option.ts';

/** Where the value of a setting comes from. */
export type SettingSource = 'default' | 'flag' | 'variable' | 'file';

/** The source of each setting that was given. */
export type GivenSources = { readonly [Name in keyof Config]?: SettingSource };

/** A setting in force. */
export interface Setting {
  /** As the command line names it, without dashes, and the config file: `max-turns`. */
  readonly name: string;
  /** Its environment variable. */
  readonly variable: string;
  /** The title of its group. */
  readonly group: string;
  readonly description: string;
  /** As the command line would take it; null where it is unset, and for a secret. */
  readonly value: string | null;
  readonly source: SettingSource;
  readonly isSecret: boolean;
}

/** The settings that `exposedSettings` names, in the order of docs/settings.md. */
export function listSettings(config: Config, given: GivenSources): readonly Setting[] {
  const values: Readonly<Record<string, unknown>> = config;
  const sources: Readonly<Record<string, SettingSource | undefined>> = given;
  return optionGroups.flatMap(([group, options]) =>
    Object.entries(options).flatMap(([name, spec]) => {
      const exposure = exposures.get(name);
      if (exposure === undefined) return [];
      const isSecret = exposure === 'secret';
      return {
        name: nameOf(spec),
        variable: spec.env,
        group,
        description: spec.description,
        value: isSecret ? null : textOf(spec, values[name]),
        source: sources[name] ?? 'default',
        isSecret,
      };
    }),
  );
}

const exposures: ReadonlyMap<string, Exposure> = new Map(Object.entries(exposedSettings));

function textOf(spec: OptionSpec<unknown>, value: unknown): string | null {
  if (value === undefined) return null;
  if (spec.show !== undefined) return spec.show(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
