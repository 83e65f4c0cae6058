import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import type { JsonObject } from '../../completion/tools.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { withinTime } from '../within-time.ts';
import type { ValueCheck } from './mend-json.ts';

const require = createRequire(import.meta.url);

/** A schema of 100 kB takes about a fifth of a second. */
const compileMs = 1000;

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/**
 * A check of values against a schema, read as JSON Schema 2020-12 whatever `$schema` says, with
 * `definitions` and `nullable`; formats and unknown keywords are not checked. The check itself may
 * throw or take for ever where the schema is malicious: the caller bounds it.
 *
 * @throws {InvalidRequestError} When the schema is none, refers to others, or takes over a
 *   second to compile.
 */
export function schemaCheck(schema: JsonObject): ValueCheck {
  const validate = compile(schema);
  return (value) => {
    if (validate(value)) return null;
    return describe(validate.errors?.[0]);
  };
}

function compile(schema: JsonObject): Ajv.ValidateFunction {
  // Loaded when it is needed: most requests bring no schema that is checked here.
  const { Ajv2020 }: typeof Ajv = require('ajv/dist/2020.js');
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    validateFormats: false,
    inlineRefs: false,
    unicodeRegExp: false,
    // Optimizing takes a time that grows with the square of the schema's size.
    code: { optimize: false },
  });
  try {
    if ('$async' in schema) throw new Error('$async is not supported');
    return withinTime(compileMs, () => ajv.compile({ ...schema, $schema: dialect }));
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(error: unknown): InvalidRequestError {
  const reason = error instanceof Error ? error.message : 'it cannot be compiled';
  return new InvalidRequestError(
    'invalid_value',
    `Invalid schema for response_format: ${reason.slice(0, 300)}.`,
    { param: 'response_format.json_schema.schema', cause: error },
  );
}

function describe(error: Ajv.ErrorObject | undefined): string {
  const place = error?.instancePath ?? '';
  const problem = error?.message ?? 'does not fit the schema';
  return place === '' ? `it ${problem}` : `${place} ${problem}`;
}
