/**
 * Writes the schemas of OpenAI's OpenAPI document that the tests check answers with:
 * `tsx scripts/openapi.ts openai-openapi.json`. The document is in openai/openai-openapi on GitHub.
 * Prose is left out, and OpenAPI 3.0's `nullable`, which 3.1 no longer has, becomes a type.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { additions, deviations } from './openapi-deviations.ts';

const roots = [
  'CreateChatCompletionResponse',
  'CreateChatCompletionStreamResponse',
  'ChatCompletionList',
  'ChatCompletionMessageList',
  'ChatCompletionDeleted',
  'CreateCompletionResponse',
  'ListModelsResponse',
  'Model',
  'Response',
  'ResponseStreamEvent',
  'ResponseItemList',
  'TokenCountsResource',
  'CompactResource',
  'ConversationResource',
  'DeletedConversationResource',
  'ConversationItem',
  'ConversationItemList',
  'ErrorResponse',
];
const prose = new Set(['description', 'example', 'examples', 'x-oaiMeta']);
const target = path.join(import.meta.dirname, '../test/support/openai-schemas.json');

const openApiDocument = z.object({
  info: z.object({
    title: z.string(),
    version: z.string(),
    license: z.object({ name: z.string() }),
  }),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const source = process.argv[2];
if (source === undefined) throw new Error('Name the file with the OpenAPI document.');
const document = openApiDocument.parse(JSON.parse(readFileSync(source, 'utf8')));
const { title, version, license } = document.info;
const corrected = [...reachable(roots)].map((name) => [name, deviating(name)] as const);
const schemas = Object.fromEntries(
  [...corrected, ...Object.entries(additions)].toSorted(([one], [other]) => (one < other ? -1 : 1)),
);
const kept = { info: { title, version, license }, components: { schemas } };
writeFileSync(target, `${JSON.stringify(kept, null, 2)}\n`);

/** The given schemas and all that they refer to. */
function reachable(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = JSON.stringify(schemaOf(name));
    for (const [, used] of text.matchAll(/"#\/components\/schemas\/([^"/]+)"/g)) {
      open.push(used ?? '');
    }
  }
  return seen;
}

function schemaOf(name: string): unknown {
  const schema = document.components.schemas[name];
  if (schema === undefined) throw new Error(`The document has no schema ${name}.`);
  return schema;
}

/** The schema with what this project knows better. */
function deviating(name: string): unknown {
  let text = JSON.stringify(toJsonSchema(schemaOf(name)));
  for (const { stated, real } of deviations.filter(({ schema }) => schema === name)) {
    const before = text;
    text = text.replace(inner(stated), inner(real));
    if (text === before) throw new Error(`The deviation of ${name} no longer applies.`);
  }
  return JSON.parse(text);
}

/**
 * The JSON of a value; that of the members alone of a list, and of an object with one member, which may
 * have others around them.
 */
function inner(value: object): string {
  const text = JSON.stringify(value);
  const isPart = Array.isArray(value) || Object.values(value).every((each) => isObject(each));
  return isPart ? text.slice(1, -1) : text;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as JSON Schema 2020-12 has it. A property may be called `description`: an object then. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => toJsonSchema(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, member]) => name !== 'nullable' && !isProse(name, member))
    .map(([name, member]) => [name, toJsonSchema(member)]);
  const schema: unknown = Object.fromEntries(entries);
  return 'nullable' in value && value.nullable === true
    ? { anyOf: [schema, { type: 'null' }] }
    : schema;
}

function isProse(name: string, member: unknown): boolean {
  return prose.has(name) && (typeof member === 'string' || name !== 'description');
}
