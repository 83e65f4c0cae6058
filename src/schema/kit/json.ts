import { GraphQLError } from 'graphql';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { Builder } from './builder.ts';

/** `JSON`, in which schemas travel. */
export function addJson(builder: Builder): void {
  builder.scalarType('JSON', {
    description:
      'A JSON object, taken as it is: a JSON Schema. Best sent as a variable; a schema has keys, `$ref` for one, that a literal cannot hold.',
    serialize: (value) => value,
    parseValue: (value) => {
      if (isObject(value)) return value;
      throw new GraphQLError('JSON must be an object.');
    },
  });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
