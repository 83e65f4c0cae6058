import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import openai from './openai-schemas.json' with { type: 'json' };

/** The schemas of OpenAI's document that the tests use. */
export const { schemas } = openai.components;

/** A schema of OpenAI's document. */
export type SchemaName = keyof typeof schemas;

// The document's formats (`unixtime`) are mostly its own, and its keywords not all of the draft's.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(openai, 'openai');

/**
 * What keeps a value from being what OpenAI's document says it is, `/choices/0 must have required
 * property 'index'`; empty for a valid one. Members that the document does not have are fine: it
 * is older than what its API sends.
 */
export function faultsOf(name: SchemaName, value: unknown): string[] {
  const validate = ajv.getSchema(`openai#/components/schemas/${name}`);
  if (validate === undefined) throw new Error(`No schema ${name}`);
  if (validate(value) === true) return [];
  return relevant(validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
}

/** The errors without those of alternatives that are meant for another `type`. */
function relevant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const others = new Set(
    errors
      .filter(({ instancePath, keyword }) => keyword === 'enum' && instancePath.endsWith('/type'))
      .map(schemaOf),
  );
  const left = errors.filter((error) => !others.has(schemaOf(error)));
  return left.length === 0 ? errors : left;
}

/** The name of the schema that an error is of. */
function schemaOf({ schemaPath }: ErrorObject): string {
  return /schemas\/(\w+)/.exec(schemaPath)?.[1] ?? '';
}

/** Throws, with the faults and the value, unless the value is what the document says it is. */
export function expectValid(name: SchemaName, value: unknown): void {
  const faults = faultsOf(name, value);
  if (faults.length === 0) return;
  throw new Error(`Not a ${name}: ${faults.join('; ')}\n${JSON.stringify(value)}`);
}
