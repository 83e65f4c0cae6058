import { readFileSync } from 'node:fs';
import { buildSchema, introspectionFromSchema, isAbstractType, isObjectType } from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap());
const roots = new Set<unknown>([
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
]);

/** The types of each interface and union, as codegen's fragment-matcher plugin writes them. */
export const possibleTypes = Object.fromEntries(
  types
    .filter((type) => isAbstractType(type))
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

/** The object types without an `id`, which belong to the object that holds them. */
export const typesWithoutId = types
  .filter((type) => isObjectType(type))
  .filter((type) => !roots.has(type) && !type.name.startsWith('__') && !('id' in type.getFields()))
  .map(({ name }) => name);

/** For schema-aware caches. */
export const introspection = introspectionFromSchema(schema);
