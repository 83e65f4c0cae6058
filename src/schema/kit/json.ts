import { GraphQLError } from 'graphql';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { Builder } from './builder.ts';

/** `JSON`, the type of schemas. */
export function addJson(builder: Builder): void {
  builder.scalarType('JSON', {
    description:
      "A JSON object that is passed on unchanged: a JSON Schema, or an item of OpenAI's Responses API. Send it as a variable, because a literal cannot hold keys such as `$ref`.",
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
