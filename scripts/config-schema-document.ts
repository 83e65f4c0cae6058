import { optionGroups } from '../src/config/options.ts';
import { nameOf, type OptionSpec } from '../src/config/options/option.ts';
import type { ValueForm } from '../src/config/values/value-form.ts';

/** A JSON Schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a config file, from the rows of the settings. */
export function configSchema(): Schema {
  const rows = optionGroups.flatMap(([, options]) => Object.values(options));
  const properties = rows
    .filter((spec) => nameOf(spec) !== 'config')
    .map((spec): [string, Schema] => [nameOf(spec), property(spec)]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'codex-serve.toml',
    description: 'Settings of codex-serve, as docs/settings.md lists them.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
}

function property(spec: OptionSpec<unknown>): Schema {
  const form = spec.parse.form ?? { kind: 'text' };
  const fallback = defaultOf(form, spec.fallback);
  return {
    description: spec.description,
    ...schemaOf(form),
    ...(fallback !== undefined && { default: fallback }),
  };
}

function schemaOf(form: ValueForm): Schema {
  const string = { type: 'string' };
  switch (form.kind) {
    case 'switch':
      return { type: 'boolean' };
    case 'number':
      return { type: 'integer', minimum: form.min, maximum: form.max };
    case 'size':
      return { anyOf: [{ type: 'integer' }, string] };
    case 'word':
      return { enum: form.words };
    case 'list':
      return { anyOf: [{ type: 'array', items: schemaOf(form.of) }, string] };
    case 'pairs': {
      const table = { type: 'object', additionalProperties: string };
      return { anyOf: [table, { type: 'array', items: string }, string] };
    }
    case 'text':
    case 'path':
    default:
      return string;
  }
}

/** The fallback, as a config file would hold it; undefined where there is none. */
function defaultOf(form: ValueForm, fallback: string | undefined): unknown {
  if (fallback === undefined) return undefined;
  if (form.kind === 'number') return Number(fallback);
  if (form.kind === 'switch') return fallback === 'true' || fallback === 'on';
  if (form.kind === 'list' || form.kind === 'pairs') return fallback === '' ? [] : fallback;
  return fallback;
}
