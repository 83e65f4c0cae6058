import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';
import { heldJson } from '../../../src/codex/shaping/json/held-json.ts';
import { schemaCheck } from '../../../src/codex/shaping/json/schema-check.ts';
import { looseSchema, schemaFormat } from './formats.ts';

/** A schema whose check doubles with each level. */
function exponential(levels: number): JsonObject {
  const branch = (level: number): JsonObject => ({ $ref: `#/$defs/d${level}` });
  const defs = Array.from({ length: levels }, (_, level) => [
    `d${level}`,
    { anyOf: [branch(level + 1), branch(level + 1)] },
  ]);
  return {
    ...branch(0),
    $defs: { ...Object.fromEntries(defs), [`d${levels}`]: { type: 'string' } },
  };
}

function deep(levels: number): JsonObject {
  let schema: JsonObject = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { not: schema };
  return schema;
}

describe('a check against a schema', () => {
  it('says what is wrong, and where', () => {
    const check = schemaCheck(looseSchema);

    expect(check({ city: 'Oslo' })).toBeNull();
    expect(check({ city: 'Oslo', degrees: 'cold' })).toBe('/degrees must be number');
    expect(check({})).toBe("it must have required property 'city'");
  });

  it.each<[string, JsonObject]>([
    ['an older dialect', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'integer' }],
    ['definitions', { definitions: { a: { type: 'integer' } }, $ref: '#/definitions/a' }],
    ['an unknown keyword', { type: 'integer', example: 1, format: 'int64' }],
    ['OpenAPI', { type: 'integer', nullable: true }],
  ])('understands a schema with %s', (_, schema) => {
    expect(schemaCheck(schema)(1)).toBeNull();
    expect(schemaCheck(schema)('one')).not.toBeNull();
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a type that is none',
      { type: 'text' },
      /data\/type must be equal to one of the allowed values/,
    ],
    [
      'a reference to another',
      { $ref: 'https://example.com/a' },
      /^Invalid schema for response_format: can't resolve reference/,
    ],
    ['a pattern that is none', { type: 'string', pattern: '(' }, /Invalid regular expression/],
    ['an asynchronous check', { $async: true, type: 'object' }, /\$async is not supported/],
    ['nesting beyond the stack', deep(20_000), /^Invalid schema for response_format: /],
  ])('refuses a schema with %s, and names the field', (_, schema, message) => {
    expect(() => schemaCheck(schema)).toThrow(
      expect.objectContaining({
        name: 'InvalidRequestError',
        code: 'invalid_value',
        param: 'response_format.json_schema.schema',
        message: expect.stringMatching(message),
      }),
    );
  });

  it.each<[string, JsonObject, string]>([
    ['would take for ever', exponential(40), '1'],
    ['holds a pattern that would', { pattern: '^(a+)+$' }, `"${'a'.repeat(40)}b"`],
    ['refers to itself', { allOf: [{ $ref: '#' }] }, '{}'],
  ])('gives up on a check that %s', (_, schema, answer) => {
    const held = heldJson(schemaFormat(schema, false));
    held.add(answer);

    expect(() => held.json()).toThrow(/it is too complex to be checked/);
  });
});
