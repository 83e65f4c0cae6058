import { arrayOf, isObject, objectOf, type JsonValue } from '../../src/standin/wire/json.ts';

/**
 * The names of all properties of a schema, and all descriptions, each as it stands in JSON: what a model
 * needs first, and what Codex drops of a large schema.
 */
export function describedWords(schema: JsonValue | undefined): string[] {
  if (!isObject(schema)) return [];
  const { description, properties, items, anyOf, allOf, additionalProperties, $defs } = schema;
  const members = objectOf(properties);
  const parts = [
    ...Object.values(members),
    ...Object.values(objectOf($defs)),
    ...arrayOf(anyOf),
    ...arrayOf(allOf),
    items,
    additionalProperties,
  ];
  return [
    ...(typeof description === 'string' ? [inJson(description)] : []),
    ...Object.keys(members).map((name) => `${JSON.stringify(name)}:`),
    ...parts.flatMap((part) => describedWords(part)),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
